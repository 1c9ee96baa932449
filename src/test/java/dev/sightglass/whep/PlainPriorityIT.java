// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.testing.TestWhepServer;
import dev.sightglass.whep.testing.WhepBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a feed sends is decoded beside everything else, not before it, also for a user who may ask for more. */
@EnabledOnOs(OS.LINUX)
class PlainPriorityIT {
    private static final Path THREADS = Path.of("/proc/self/task");
    /** Of the fields of proc_pid_stat(5), counted from the one behind the name. */
    private static final int POLICY = 38;

    @Test
    void noThreadOfAFeedHasRealTimePriority() throws Exception {
        Map<String, Seen> before = threads();
        try (TestWhepServer server = new TestWhepServer();
                WhepBench bench = new WhepBench("stallTimeout=800")) {
            bench.subscribe("s1", server.url());
            await().atMost(Duration.ofSeconds(20)).until(() -> bench.isLive("s1"));

            Map<String, Seen> came = threads();
            came.keySet().removeAll(before.keySet());

            assertThat(came.values()).extracting(Seen::name).contains("DecodingQueue");
            assertThat(came.values()).filteredOn(thread -> thread.policy() != 0).isEmpty();
        }
    }

    private record Seen(String name, int policy) {}

    private static Map<String, Seen> threads() throws IOException {
        Map<String, Seen> threads = new HashMap<>();
        try (Stream<Path> tasks = Files.list(THREADS)) {
            tasks.forEach(task -> threads.computeIfAbsent(task.getFileName().toString(), id -> seen(task)));
        }
        return threads;
    }

    /** Null for one that has ended meanwhile. */
    private static @Nullable Seen seen(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            int end = stat.lastIndexOf(')');
            return new Seen(
                    stat.substring(stat.indexOf('(') + 1, end),
                    Integer.parseInt(stat.substring(end + 2).split(" ")[POLICY]));
        } catch (IOException ended) {
            return null;
        }
    }
}
