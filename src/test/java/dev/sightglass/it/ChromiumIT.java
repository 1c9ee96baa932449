// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testcard.TestCardReader.Bar;
import dev.sightglass.testcard.TestCardReader.Rgb;
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

    /** As some versions of Chromium send a canvas, which WebRTC does not tell us: the session has to. */
    @Nested
    class FullRangeBt709 extends FromChromium {
        /** The white bar, a luma of 191, taken for one of 16 to 235. */
        private static final Rgb STRETCHED = new Rgb(204, 204, 204);

        FullRangeBt709(ApiClient client) {
            super(client, "VP8", Map.of("colorMatrix", "bt709", "colorRange", "full"), "--color", "bt709-full");
        }

        @Test
        void readAsUsualTheColoursWouldBeWrong() {
            String id = client().open(peer().secretWhepUrl());
            client().awaitState(id, "LIVE");

            Sighting wrong = client().look(id, POLLS, answer -> Sighting.of(answer, WIDTH, HEIGHT))
                    .get(POLLS - 1);

            assertThat(wrong.card().bar(Bar.WHITE).distance(STRETCHED))
                    .as(wrong.bars())
                    .isLessThanOrEqualTo(TOLERANCE);
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
