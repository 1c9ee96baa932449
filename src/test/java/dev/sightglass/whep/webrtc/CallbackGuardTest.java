// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What left a callback would abort the process, so nothing may. */
class CallbackGuardTest {
    private final MediaStatistics statistics = new MediaStatistics();
    private final CallbackGuard guard = new CallbackGuard(statistics);
    private final PeerConnectionListener broken = new PeerConnectionListener() {
        @Override
        public void firstFrame(long epoch) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void stateChanged(PeerState state) {
            throw new StackOverflowError("broken");
        }
    };

    @Test
    void swallowsAndCountsEvenErrors() {
        assertThatCode(() -> guard.run("test", () -> {
                    throw new OutOfMemoryError("broken");
                }))
                .doesNotThrowAnyException();
        assertThat(statistics.callbackFailures()).isEqualTo(1);
    }

    @Test
    void coversEveryCallbackOfAPeerConnection() {
        Gathering gathering = new Gathering(task -> {
            throw new IllegalStateException("broken");
        });
        PeerObserver observer = new PeerObserver(guard, broken, gathering);

        observer.onIceConnectionChange(RTCIceConnectionState.FAILED);
        observer.onConnectionChange(RTCPeerConnectionState.FAILED);
        observer.onIceGatheringChange(RTCIceGatheringState.COMPLETE);

        assertThat(statistics.callbackFailures()).isEqualTo(3);
    }

    @Test
    void coversTheSink() {
        FrameSink.Context context = new FrameSink.Context(statistics, System::nanoTime, Clock.systemUTC());
        FrameSink sink =
                new FrameSink(context, new FrameSlot(statistics), new PictureFormat(64, 64, 0), broken::firstFrame);

        assertThatCode(() -> sink.onVideoFrame(null)).doesNotThrowAnyException();
        assertThat(statistics.callbackFailures()).isEqualTo(1);
    }
}
