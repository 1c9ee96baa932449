// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class MallocTrimTest {

    private static final int PIECES = 100_000;
    private static final int PIECE_BYTES = 1000;

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final AtomicInteger trims = new AtomicInteger();
    private final MallocTrim trim = new MallocTrim(trims::incrementAndGet, later::add);

    @Test
    void connectionsThatEndTogetherAreOneTrim() {
        trim.connectionEnded();
        trim.connectionEnded();
        assertThat(trims).hasValue(0);

        later.remove().run();

        assertThat(trims).hasValue(1);
        assertThat(later).isEmpty();
    }

    @Test
    void oneThatEndsLaterIsAnother() {
        trim.connectionEnded();
        later.remove().run();

        trim.connectionEnded();
        later.remove().run();

        assertThat(trims).hasValue(2);
    }

    @Test
    void theCommandGivesBackWhatIsFreeBetweenThingsInUse() throws IOException {
        assumeThat(MallocTrim.command()).as("a JVM that can, with glibc").isTrue();
        List<Pointer> inUse = new ArrayList<>();
        List<Pointer> free = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            Pointer piece = Pointer.calloc(1, PIECE_BYTES);
            (i % 1000 == 999 ? inUse : free).add(piece);
        }
        free.forEach(Pointer::free);
        long before = residentBytes();

        MallocTrim.command();

        assertThat(before - residentBytes()).isGreaterThan((long) PIECES * PIECE_BYTES / 2);
        inUse.forEach(Pointer::free);
    }

    private static long residentBytes() throws IOException {
        String kilobytes = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\D", "");
        return Long.parseLong(kilobytes) * 1024;
    }
}
