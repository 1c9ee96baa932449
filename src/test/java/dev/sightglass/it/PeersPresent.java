// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether what the peers of a test run on is installed here. */
final class PeersPresent implements ExecutionCondition {
    private static final Logger LOG = LoggerFactory.getLogger(PeersPresent.class);
    private static final String REQUIRE = "SIGHTGLASS_REQUIRE_PEERS";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<NeedsPeers> needs =
                context.getElement().flatMap(element -> AnnotationSupport.findAnnotation(element, NeedsPeers.class));
        List<String> missing = needs.stream()
                .flatMap(annotation -> Arrays.stream(annotation.value()))
                .flatMap(PeersPresent::missing)
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all peers are here");
        }
        String reason = "Needs a peer that is not installed here. To run it: " + String.join("; ", missing);
        if (Boolean.parseBoolean(System.getenv(REQUIRE))) {
            throw new IllegalStateException(REQUIRE + " is set, yet this cannot run. " + reason);
        }
        // Maven says nothing of a class of which no test was even found.
        LOG.warn("{}: {}", context.getDisplayName(), reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    private static Stream<String> missing(Peer.Program program) {
        Stream<String> programs = Stream.concat(Stream.of("node"), program.executables().stream())
                .filter(executable -> !isOnPath(executable))
                .map(executable ->
                        "apt-get install --no-install-recommends $(cat peers/apt-packages.txt), which brings "
                                + executable);
        boolean hasModules = Files.isDirectory(Peer.FOLDER.resolve("node_modules"));
        return hasModules ? programs : Stream.concat(programs, Stream.of("npm ci in peers/"));
    }

    private static boolean isOnPath(String executable) {
        String override = System.getenv(executable.toUpperCase(Locale.ROOT));
        if (override != null && Files.isExecutable(Path.of(override))) {
            return true;
        }
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, executable)));
    }
}
