// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are on this machine. */
final class Workplace {
    /** The project's root. */
    static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    /** The JDK's that runs the tests. */
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Workplace() {}

    /** A new empty folder under {@code target/it}, kept after the run for who wants to read logs. */
    static Path newFolder(String name) {
        try {
            Path parent = Files.createDirectories(PROJECT.resolve("target").resolve("it"));
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
