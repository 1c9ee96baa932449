// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the process holds, by the kernel's own count: the collector does not see native memory. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class NativeMemoryTest {

    private static final int PAGE_BYTES = 4096;

    @Test
    void isFreedAgainWhenShapesChangeThousandsOfTimes() throws IOException {
        Drawing drawing = (x, y) -> (x & 255) << 16 | (y & 255) << 8;
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pictures.add(drawing.picture(320 + i, 181, 90 * i, Colors.VIDEO, i));
        }
        encode(pictures, 1000);
        long before = residentBytes();

        encode(pictures, 3000);

        // Each of these opens and frees contexts of well over 300 kB: one in 30 left behind would show.
        assertThat(residentBytes() - before).isLessThan(32L << 20);
    }

    private static void encode(List<Picture> pictures, int times) {
        for (int round = 0; round < times / 500; round++) {
            try (JpegEncoder encoder = new JpegEncoder(2)) {
                for (int i = 0; i < 500; i++) {
                    encoder.encode(pictures.get(i % pictures.size()), new JpegOptions(i % 3 * 100, 75 + i % 7));
                }
            }
        }
    }

    private static long residentBytes() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
        return Long.parseLong(pages[1]) * PAGE_BYTES;
    }
}
