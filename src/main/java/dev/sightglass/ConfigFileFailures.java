// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in a sentence where {@code application.yaml} is no YAML. The parser would print the lines around, secrets in them included. */
final class ConfigFileFailures extends AbstractFailureAnalyzer<MarkedYAMLException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, MarkedYAMLException cause) {
        Mark mark = cause.getProblemMark();
        String place = mark == null ? "" : " in line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        return new FailureAnalysis(
                "A configuration file cannot be read as YAML: " + cause.getProblem() + place + ".", null, failure);
    }
}
