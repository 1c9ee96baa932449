// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FrameTest {
    private final AtomicInteger freed = new AtomicInteger();
    private final Frame frame = Frames.frame(1, 1, 0, freed::incrementAndGet);

    @Test
    void isFreedOnceByTheLastRelease() {
        frame.retain();
        frame.release();
        assertThat(freed).hasValue(0);

        frame.release();
        assertThat(freed).hasValue(1);
    }

    @Test
    void cannotBeRetainedOnceFreed() {
        frame.release();

        assertThat(frame.retain()).isFalse();
    }

    @Test
    void refusesToBeReadOnceFreed() {
        frame.release();

        assertThatThrownBy(frame::y).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(frame::u).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(frame::v).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesOneReleaseTooMany() {
        frame.release();

        assertThatThrownBy(frame::release).isInstanceOf(IllegalStateException.class);
        assertThat(freed).hasValue(1);
    }

    @Test
    void cannotBeWrittenTo() {
        assertThatThrownBy(() -> frame.y().put(0, (byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
    }
}
