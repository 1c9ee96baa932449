// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FrameSlotTest {
    private final MediaStatistics statistics = new MediaStatistics();
    private final FrameSlot slot = new FrameSlot(statistics);
    private final AtomicInteger freed = new AtomicInteger();

    private Frame frame(long epoch, long sequence) {
        return Frames.frame(epoch, sequence, 0, freed::incrementAndGet);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(slot.acquireNewest()).isNull();
        assertThat(slot.newestStamp()).isNull();
    }

    @Test
    void releasesTheFrameItReplaces() {
        slot.offer(frame(1, 1));
        slot.offer(frame(1, 2));

        assertThat(freed).hasValue(1);
        assertThat(slot.newestStamp().sequence()).isEqualTo(2);
    }

    @Test
    void countsAReplacedFrameThatNobodySaw() {
        slot.offer(frame(1, 1));
        slot.offer(frame(1, 2));

        assertThat(statistics.framesDropped(DropReason.REPLACED)).isEqualTo(1);
    }

    @Test
    void doesNotCountAReplacedFrameThatSomebodyTook() {
        slot.offer(frame(1, 1));
        slot.acquireNewest().release();
        slot.offer(frame(1, 2));

        assertThat(statistics.framesDropped(DropReason.REPLACED)).isZero();
    }

    @Test
    void keepsATakenFrameAliveBeyondItsReplacement() {
        slot.offer(frame(1, 1));
        Frame taken = slot.acquireNewest();
        slot.offer(frame(1, 2));

        assertThat(freed).hasValue(0);
        taken.release();
        assertThat(freed).hasValue(1);
    }

    @Test
    void refusesAFrameOfAnOlderEpoch() {
        slot.offer(frame(2, 1));
        slot.offer(frame(1, 99));

        assertThat(slot.newestStamp().epoch()).isEqualTo(2);
        assertThat(freed).hasValue(1);
        assertThat(statistics.framesDropped(DropReason.OUTDATED)).isEqualTo(1);
    }

    @Test
    void tellsWhoListensOnceTheFrameIsIn() {
        AtomicInteger told = new AtomicInteger();
        slot.onNewer(() -> told.addAndGet((int) slot.newestStamp().sequence()));

        slot.offer(frame(1, 7));

        assertThat(told).hasValue(7);
    }

    @Test
    void tellsNobodyOfAFrameThatWasRefused() {
        AtomicInteger told = new AtomicInteger();
        slot.offer(frame(2, 1));
        slot.onNewer(told::incrementAndGet);

        slot.offer(frame(1, 99));
        slot.onNewer(null);
        slot.offer(frame(2, 2));

        assertThat(told).hasValue(0);
    }

    @Test
    void releasesEverythingOnceClosed() {
        slot.offer(frame(1, 1));
        slot.close();
        slot.offer(frame(1, 2));

        assertThat(freed).hasValue(2);
        assertThat(slot.acquireNewest()).isNull();
    }

    @Test
    void freesEachFrameOnceUnderContention() throws Exception {
        int frames = 200_000;
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<?> taker = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                Frame taken = slot.acquireNewest();
                if (taken != null) {
                    taken.y();
                    taken.release();
                }
            }
        });
        for (int i = 1; i <= frames; i++) {
            slot.offer(frame(1, i));
        }
        done.set(true);
        taker.get(20, TimeUnit.SECONDS);
        slot.close();

        assertThat(freed).hasValue(frames);
    }
}
