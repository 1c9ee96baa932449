// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the whole suite printed, in this process's reports and in the files of the applications that it started. Runs after all
 * other tests, by an execution of its own in the {@code pom.xml}.
 */
class SuiteOutputIT {
    private static final Path TARGET = Workplace.PROJECT.resolve("target");

    /** What a report says that a test printed. */
    private static final Pattern PRINTED = Pattern.compile("(?s)<system-(?:out|err)>(.*?)</system-(?:out|err)>");

    /** Keys and tokens by their form, and the secrets that tests hand in by what they have in common. */
    private static final Pattern SECRET = Pattern.compile("lxxn_(?:test|live)_[A-Za-z0-9_]{16,}"
            + "|Bearer [A-Za-z0-9._~+/-]{8,}"
            + "|eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\."
            + "|a=ice-pwd:"
            + "|(?i:canary)(?!-in-the-clear)"
            + "|the-key-of-the-tests-0123456789|the-jwt-secret-of-the-tests|the-token-in-the-path"
            + "|the-secret-of-the-destination|the-key-of-signatures|Sn3lZJTBX6kkg7OdcBUA|[?]key=secret");

    /** The first key and the demo's lines, which go to whoever started the process, and are meant to. */
    private static final Pattern MEANT = Pattern.compile(
            "  lxxn_test_\\w+|  API key   \\S+|  curl -sS -o frame.jpg -H 'Authorization: Bearer \\S+' \\S+");

    @Test
    void holdsNoSecret() throws IOException {
        List<Path> files = files();

        assertThat(files).as("reports and outputs").hasSizeGreaterThan(1);
        Set<String> dirty = files.stream()
                .flatMap(file ->
                        printed(file).lines().filter(SuiteOutputIT::isDirty).map(line -> name(file) + ": " + line))
                .collect(Collectors.toSet());
        assertThat(dirty)
                .as("lines with a secret; mvn clean takes away what former runs printed")
                .isEmpty();
    }

    private static boolean isDirty(String line) {
        return SECRET.matcher(line).find() && !MEANT.matcher(line).matches();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(TARGET, 3)) {
            return all.filter(SuiteOutputIT::isOutput).toList();
        }
    }

    private static boolean isOutput(Path file) {
        String name = file.getFileName().toString();
        String folder = file.getParent().getFileName().toString();
        boolean report = folder.endsWith("-reports") && name.startsWith("TEST-") && name.endsWith(".xml");
        return report || name.equals("sightglass.out") || name.equals("sightglass.err");
    }

    private static String printed(Path file) {
        String text = text(file);
        if (!file.toString().endsWith(".xml")) {
            return text;
        }
        Matcher parts = PRINTED.matcher(text);
        StringBuilder all = new StringBuilder();
        while (parts.find()) {
            all.append(parts.group(1)).append('\n');
        }
        return all.toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static String name(Path file) {
        return TARGET.relativize(file).toString();
    }
}
