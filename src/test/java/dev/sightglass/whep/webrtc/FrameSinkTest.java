// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.media.video.VideoFrame;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameSinkTest {
    private final MediaStatistics statistics = new MediaStatistics();
    private final FrameSlot slot = new FrameSlot(statistics);
    private long now = 7;
    private final List<String> heard = new ArrayList<>();
    private final PeerConnectionListener listener = new PeerConnectionListener() {
        @Override
        public void firstFrame(long epoch) {
            heard.add("first frame " + epoch);
        }

        @Override
        public void faulty(MediaFault fault) {
            heard.add(fault.reason());
        }

        @Override
        public void stateChanged(PeerState state) {}
    };
    private final FrameSink sink = new FrameSink(
            new FrameSink.Context(statistics, () -> now, Clock.systemUTC()),
            slot,
            new PictureFormat(64, 64, 0),
            listener);

    @Test
    void releasesAPictureOfWhichNoFrameCanBeMade() {
        FakePicture picture = new FakePicture(16, 8);
        picture.broken = true;

        decode(picture);

        assertThat(picture.released).isEqualTo(1);
        assertThat(statistics.framesHeld()).isZero();
        assertThat(statistics.callbackFailures()).isEqualTo(1);
    }

    @Test
    void tellsOfTheFirstFrameThoughAPictureFailedBefore() {
        FakePicture picture = new FakePicture(16, 8);
        picture.broken = true;
        decode(picture);
        sink.begin(3);

        decode(new FakePicture(16, 8));

        assertThat(heard).containsExactly("first frame 3");
        assertThat(slot.newestStamp().sequence()).isEqualTo(1);
    }

    @Test
    void tellsOnceOfPicturesThatAreTooLarge() {
        FakePicture first = new FakePicture(128, 8);
        FakePicture second = new FakePicture(128, 8);

        decode(first);
        decode(second);

        assertThat(heard).containsExactly("whep:pictureTooLarge");
        assertThat(first.released + second.released).isEqualTo(2);
        assertThat(statistics.framesDropped(DropReason.OVERSIZE)).isEqualTo(2);
    }

    @Test
    void tellsOfPicturesThatChangeTheirSizeWithoutEnd() {
        FakePicture last = new FakePicture(16, 8);
        for (int i = 0; i <= 61; i++) {
            last = new FakePicture(16, 8 + 2 * (i % 2));
            decode(last);
        }

        assertThat(heard).containsExactly("first frame 0", "whep:sizeChanges");
        assertThat(last.released).as("what comes then is given back").isEqualTo(1);
        assertThat(statistics.framesDropped(DropReason.SIZE_CHANGES)).isEqualTo(1);
        assertThat(statistics.framesHeld()).isEqualTo(1);
    }

    @Test
    void bearsASizeThatChangesNowAndThen() {
        for (int i = 0; i < 1000; i++) {
            now += 500_000_000;
            decode(new FakePicture(16, 8 + 2 * (i % 2)));
        }

        assertThat(heard).containsExactly("first frame 0");
    }

    @Test
    void keepsThePictureUntilItsSlotIsClosed() {
        FakePicture picture = new FakePicture(16, 8);
        decode(picture);
        assertThat(picture.released).isZero();

        slot.close();

        assertThat(picture.released).isEqualTo(1);
        assertThat(statistics.framesHeld()).isZero();
    }

    private void decode(FakePicture picture) {
        sink.onVideoFrame(new VideoFrame(picture, 0));
    }
}
