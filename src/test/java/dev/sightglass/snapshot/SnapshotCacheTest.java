// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotCacheTest {

    private static final SnapshotKey KEY = new SnapshotKey("session", Variant.jpeg(1280, 80));

    private final SnapshotCache cache = new SnapshotCache(100_000, Duration.ofMinutes(1));

    @Test
    void keepsTheLaterFrameWhenTheEarlierOneComesSecond() {
        cache.put(KEY, snapshot(1, 9));
        cache.put(KEY, snapshot(1, 8));

        assertThat(cache.getIfPresent(KEY).stamp().sequence()).isEqualTo(9);
    }

    @Test
    void keepsTheLaterEpochWhateverTheSequence() {
        cache.put(KEY, snapshot(2, 1));
        cache.putAll(Map.of(KEY, snapshot(1, 500)));

        assertThat(cache.getIfPresent(KEY).stamp().epoch()).isEqualTo(2);
    }

    @Test
    void replacesAnEarlierFrame() {
        cache.put(KEY, snapshot(1, 8));
        cache.put(KEY, snapshot(1, 9));

        assertThat(cache.getIfPresent(KEY).stamp().sequence()).isEqualTo(9);
    }

    @Test
    void staysWithinItsBytes() {
        for (int i = 0; i < 200; i++) {
            SnapshotKey key = new SnapshotKey("session" + i, KEY.variant());
            cache.put(key, new Snapshot(key, stamp(1, 1), new byte[10_000], 64, 36));
        }
        cache.cleanUp();

        long bytes =
                cache.asMap().values().stream().mapToLong(s -> s.jpeg().length).sum();
        assertThat(bytes).isPositive().isLessThanOrEqualTo(100_000);
    }

    @Test
    void namesSessionEpochSequenceAndVariantInTheEntityTag() {
        assertThat(snapshot(3, 42).etag()).isEqualTo("\"session-3-42-1280q80\"");
    }

    private static Snapshot snapshot(long epoch, long sequence) {
        return new Snapshot(KEY, stamp(epoch, sequence), new byte[10], 64, 36);
    }

    private static FrameStamp stamp(long epoch, long sequence) {
        return new FrameStamp(epoch, sequence, 0, Instant.EPOCH);
    }
}
