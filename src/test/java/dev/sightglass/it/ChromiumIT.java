// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Media as a browser sends it: a bandwidth ramp, size changes, retransmissions, congestion control. */
@NeedsPeers(Peer.Program.CHROMIUM)
@ExtendWith(SharedApplication.class)
class ChromiumIT {

    @Nested
    class Vp8 extends FromChromium {
        Vp8(ApiClient client) {
            super(client, "VP8", Map.of());
        }
    }

    @Nested
    class H264 extends FromChromium {
        H264(ApiClient client) {
            super(client, "H264", Map.of());
        }
    }

    @Nested
    class Vp9 extends FromChromium {
        Vp9(ApiClient client) {
            super(client, "VP9", Map.of());
        }
    }

    @Nested
    class Av1 extends FromChromium {
        Av1(ApiClient client) {
            super(client, "AV1", Map.of());
        }
    }

    /** A canvas is sent as full-range BT.709, which WebRTC does not tell us: the session has to. */
    @Nested
    class FullRangeBt709 extends FromChromium {
        FullRangeBt709(ApiClient client) {
            super(client, "VP8", Map.of("colorMatrix", "bt709", "colorRange", "full"), "--canvas");
        }

        @Test
        void readAsUsualTheColoursWouldBeWrong() {
            String id = client().open(peer().secretWhepUrl());
            client().awaitState(id, "LIVE");

            Sighting wrong = client().look(id, 1, answer -> Sighting.of(answer, WIDTH, HEIGHT))
                    .get(0);

            assertThat(wrong.barError()).as(wrong.bars()).isGreaterThan(TOLERANCE);
        }
    }

    abstract static class FromChromium extends LiveFeed {
        static final int TOLERANCE = 4;
        private final List<String> arguments;

        FromChromium(ApiClient client, String codec, Map<String, ?> session, String... further) {
            super(client, session, TOLERANCE);
            this.arguments = new ArrayList<>(
                    List.of("--codec", codec, "--width", "" + WIDTH, "--height", "" + HEIGHT, "--bitrate", "1500"));
            this.arguments.addAll(List.of(further));
        }

        @Override
        Peer startPeer() {
            return Peer.chromium(arguments.toArray(String[]::new));
        }
    }
}
