// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.media.video.VideoFrame;
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

    /** Noting a candidate cannot throw by itself, so what notes it is left out here. */
    @Test
    @SuppressWarnings("NullAway")
    void coversTheCandidates() {
        PeerObserver observer = new PeerObserver(guard, broken, null);

        assertThatCode(() -> observer.onIceCandidate(new RTCIceCandidate("0", 0, "candidate:1")))
                .doesNotThrowAnyException();
        assertThat(statistics.callbackFailures()).isEqualTo(1);
    }

    @Test
    void coversTheSink() {
        FrameSink.Context context = new FrameSink.Context(statistics, System::nanoTime, Clock.systemUTC());
        FrameSlot slot = new FrameSlot(statistics);
        FrameSink sink = new FrameSink(context, slot, new PictureFormat(64, 64, 0), broken);

        assertThatCode(() -> sink.onVideoFrame(new VideoFrame(new FakePicture(16, 8), 0)))
                .doesNotThrowAnyException();

        assertThat(slot.newestStamp()).as("the listener was reached").isNotNull();
        assertThat(statistics.callbackFailures()).isEqualTo(1);
    }
}
