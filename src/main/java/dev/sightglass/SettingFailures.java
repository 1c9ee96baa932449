// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.platform.SettingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says in a sentence which setting stopped the start. Apart from {@link StartFailures}, since a setting may be wrong before
 * there is an environment to make that one with.
 */
final class SettingFailures extends AbstractFailureAnalyzer<SettingException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, SettingException cause) {
        return new FailureAnalysis(cause.getMessage(), null, failure);
    }
}
