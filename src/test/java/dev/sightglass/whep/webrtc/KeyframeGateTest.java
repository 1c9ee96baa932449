// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeyframeGateTest {
    private final MediaStatistics statistics = new MediaStatistics();
    private final FrameSlot slot = new FrameSlot(statistics);
    private final List<String> heard = new ArrayList<>();
    private final List<Long> freed = new ArrayList<>();
    private final KeyframeGate gate = new KeyframeGate(slot, statistics, epoch -> heard.add("first frame " + epoch));

    private void decode(long sequence) {
        gate.pass(Frames.frame(1, sequence, 0, () -> freed.add(sequence)));
    }

    @Nested
    class WhileShut {
        WhileShut() {
            gate.onHeld(() -> heard.add("asked"));
        }

        @Test
        void showsNothing() {
            decode(1);
            decode(2);

            assertThat(slot.newestStamp()).isNull();
            assertThat(heard).containsExactly("asked");
        }

        @Test
        void holdsTheNewestFrameOnlyAndCountsTheOthers() {
            decode(1);
            decode(2);
            decode(3);

            assertThat(freed).containsExactly(1L, 2L);
            assertThat(statistics.framesDropped(DropReason.BEFORE_KEYFRAME)).isEqualTo(2);
        }

        @Test
        void showsTheHeldFrameWhenItOpens() {
            decode(1);
            decode(2);
            gate.open();

            assertThat(slot.newestStamp().sequence()).isEqualTo(2);
            assertThat(heard).containsExactly("asked", "first frame 1");
        }

        @Test
        void releasesTheHeldFrameWhenItsConnectionCloses() {
            decode(1);
            gate.close();
            gate.open();

            assertThat(freed).containsExactly(1L);
            assertThat(slot.newestStamp()).isNull();
            assertThat(heard).containsExactly("asked");
        }

        @Test
        void passesTheFrameDuringWhichItOpens() {
            gate.onHeld(gate::open);
            decode(1);

            assertThat(slot.newestStamp().sequence()).isEqualTo(1);
            assertThat(heard).containsExactly("first frame 1");
        }
    }

    @Test
    void passesAllFramesOnceOpenAndTellsOfTheFirstOnly() {
        decode(1);
        decode(2);
        decode(3);

        assertThat(slot.newestStamp().sequence()).isEqualTo(3);
        assertThat(heard).containsExactly("first frame 1");
        assertThat(statistics.framesDropped(DropReason.BEFORE_KEYFRAME)).isZero();
    }
}
