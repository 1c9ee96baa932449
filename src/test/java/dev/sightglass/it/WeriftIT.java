// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Media of GStreamer's encoders, by werift's ICE, DTLS and SRTP. */
@NeedsPeers(Peer.Program.WERIFT)
@ExtendWith(SharedApplication.class)
class WeriftIT {

    @Nested
    class H264 extends FromWerift {
        H264(ApiClient client) {
            super(client, "H264");
        }
    }

    @Nested
    class Vp8 extends FromWerift {
        Vp8(ApiClient client) {
            super(client, "VP8");
        }
    }

    abstract static class FromWerift extends LiveFeed {
        private static final int TOLERANCE = 4;
        /** The first picture after a change is coarse; rows of another size would be off by a whole colour. */
        private static final int WHOLE = 20;

        private final String codec;

        FromWerift(ApiClient client, String codec) {
            super(client, Map.of(), TOLERANCE);
            this.codec = codec;
        }

        @Override
        Peer startPeer() {
            return Peer.werift("--codec", codec, "--width", "" + WIDTH, "--height", "" + HEIGHT, "--bitrate", "1500");
        }

        @Test
        void aChangeOfSizeInTheRunningStreamShowsWholePicturesOnly() {
            String id = client().open(peer().secretWhepUrl());
            Sighting before = client().awaitPicture(id);

            peer().control(Map.of("width", 320, "height", 180));
            Sighting small = client().awaitPicture(id, this::isWholeAndSmall);
            peer().control(Map.of("width", WIDTH, "height", HEIGHT));
            Sighting large = client().awaitPicture(id, sighting -> !isWholeAndSmall(sighting));

            assertThat(before.width()).isEqualTo(WIDTH);
            assertThat(small.counter()).isGreaterThan(before.counter());
            assertThat(large.counter()).isGreaterThan(small.counter());
            assertThat(large.epoch()).as("the same connection").isEqualTo(before.epoch());
        }

        @Test
        void aStartThatLosesPacketsShowsWholePicturesOnly() {
            peer().control(Map.of("loss", 0.3, "lossPackets", 200));
            try {
                String id = client().open(peer().secretWhepUrl());

                for (int i = 0; i < 20; i++) {
                    // So much may be lost that the feed stands still for a moment, or is joined anew.
                    Sighting sighting = client().awaitPicture(id);
                    assertThat(sighting.barError()).as(sighting.bars()).isLessThanOrEqualTo(WHOLE);
                }
            } finally {
                peer().behave();
            }
        }

        /** Each picture on the way is read, so that one with rows of another size fails here. */
        private boolean isWholeAndSmall(Sighting sighting) {
            assertThat(sighting.barError()).as(sighting.bars()).isLessThanOrEqualTo(WHOLE);
            assertThat(sighting.width()).isIn(320, WIDTH);
            assertThat(sighting.height() * 16).isEqualTo(sighting.width() * 9);
            return sighting.width() == 320;
        }
    }
}
