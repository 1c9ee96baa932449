// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** A process that is told to end does so, whatever hangs in the native library. */
class WebRtcCloseIT {
    @Test
    void doesNotWaitLongForCallsAndClosesThatHang() {
        WebRtc webRtc = WebRtc.open();
        PeerConnectionOptions options = new PeerConnectionOptions(
                Duration.ZERO, false, new PictureFormat(64, 64, 0), PeerConnectionOptions.PortRange.ANY, List.of());
        PeerConnectionListener deaf = new PeerConnectionListener() {
            @Override
            public void firstFrame(long epoch) {}

            @Override
            public void stateChanged(PeerState state) {}
        };
        PeerConnection connection = webRtc.connect(options, new FrameSlot(webRtc.statistics()), deaf);
        CountDownLatch release = new CountDownLatch(1);
        occupy(webRtc.closes(), release);
        occupy(webRtc.calls(), release);

        // Both waits at their old length took 20 s.
        assertThat(CompletableFuture.runAsync(webRtc::close)).succeedsWithin(Duration.ofSeconds(8));

        release.countDown();
        assertThat(connection.close()).succeedsWithin(Duration.ofSeconds(20));
        webRtc.natives().release();
    }

    private static void occupy(Executor twoThreads, CountDownLatch release) {
        for (int i = 0; i < 2; i++) {
            twoThreads.execute(() -> {
                try {
                    release.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
