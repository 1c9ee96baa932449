// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar as {@code docs/operate.md} has it for quick starts: unpacked by Boot's own tool, once for a run of the tests. With the
 * compiler that tests use such a start takes two thirds of the CPU time, and most of their applications live for seconds.
 */
final class UnpackedJar {
    /** As the build makes it. */
    static final Path PACKAGED = Path.of(System.getProperty("sightglass.jar", "target/sightglass.jar"))
            .toAbsolutePath();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private UnpackedJar() {}

    /** What takes the place of {@link #PACKAGED} behind {@code java -jar}. */
    static Path path() {
        return Holder.PATH;
    }

    private static Path unpack() {
        Path folder = Workplace.newFolder("unpacked");
        ChildProcess tool = new ChildProcess(
                "extract",
                folder,
                folder,
                Map.of(),
                List.of(
                        Workplace.JAVA,
                        "-Djarmode=tools",
                        "-jar",
                        PACKAGED.toString(),
                        "extract",
                        "--destination",
                        folder.resolve("sightglass").toString()));
        assertThat(tool.awaitExit(LIMIT)).isTrue();
        assertThat(tool.exitCode()).as(tool.output()).isZero();
        return folder.resolve("sightglass").resolve(PACKAGED.getFileName());
    }

    /** Only where it is asked for. */
    private static final class Holder {
        static final Path PATH = unpack();
    }
}
