// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What the process holds, by the kernel's own count, since the collector does not see native memory. In a process of its
 * own whose heap is resident from the start, so that only native memory can grow, and without the C2 compiler: its working
 * memory alone makes 13 to 22 MB here on JDK 25, when it comes late.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class NativeMemoryTest {

    private static final int PAGE_BYTES = 4096;

    @Test
    void isFreedAgainWhenShapesChangeThousandsOfTimes() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativeMemoryTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        String grownBytes = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        // The 4000 encodes open and free contexts of well over 300 kB each: one left behind in 60 would show.
        assertThat(process.waitFor()).isZero();
        assertThat(Long.parseLong(grownBytes)).isLessThan(20L << 20);
    }

    /** Prints by how many bytes this process grew over 4000 encodes. */
    public static void main(String[] arguments) throws IOException {
        Drawing drawing = (x, y) -> (x & 255) << 16 | (y & 255) << 8;
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pictures.add(drawing.picture(320 + i, 181, 90 * i, Colors.VIDEO, i));
        }
        encode(pictures, 2000); // compiled code and the allocator's own reserve come first
        long before = residentBytes();
        encode(pictures, 4000);
        System.out.print(residentBytes() - before);
    }

    private static void encode(List<Picture> pictures, int times) {
        for (int round = 0; round < times / 500; round++) {
            JpegLibrary jpeg = JpegLibrary.named(round % 2 == 0 ? "ffmpeg" : "auto");
            try (PictureEncoder encoder = new PictureEncoder(2, jpeg)) {
                for (int i = 0; i < 500; i++) {
                    Picture picture = pictures.get(i % pictures.size());
                    encoder.encode(picture, PictureOptions.jpeg(picture, i % 3 * 100, 75 + i % 7));
                    if (i % 10 == 0) {
                        encoder.encode(picture, part(PictureFormat.values()[i / 10 % 3], i));
                    }
                }
            }
        }
    }

    private static PictureOptions part(PictureFormat format, int i) {
        return new PictureOptions(format, new Crop(i % 7, i % 5, 120, 90), 60 + i % 9, 45, 70 + i % 3, 3000);
    }

    private static long residentBytes() throws IOException {
        List<String> pages =
                List.of(Files.readString(Path.of("/proc/self/statm")).split(" ", -1));
        return Long.parseLong(pages.get(1)) * PAGE_BYTES;
    }
}
