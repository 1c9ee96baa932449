// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.api.UnavailableException;
import dev.sightglass.api.http.LiveBody;
import dev.sightglass.session.FeedStatus;
import dev.sightglass.session.SessionState;
import dev.sightglass.snapshot.Payer;
import dev.sightglass.snapshot.SnapshotRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StreamBodiesTest {
    private static final UUID SESSION = UUID.fromString(FakePictures.SESSION);

    private final FakePictures feed = new FakePictures();
    private final FakeAlarms alarms = new FakeAlarms();
    private final StreamEnds ends = new StreamEnds(1);
    private final SessionEvents changes = new SessionEvents(Duration.ofMinutes(10), alarms::nanoTime);
    private final AtomicInteger woken = new AtomicInteger();
    private final AtomicBoolean welcome = new AtomicBoolean(true);

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(feed.listeners()).isZero();
        assertThat(alarms.set()).isZero();
        assertThat(ends.count()).isZero();
        alarms.shutdownNow();
    }

    @Nested
    class OfPictures {
        private final MjpegBody body = begin(new MjpegBody(reading(), "image/jpeg", paced(), ends));

        @Test
        void aPartIsClosedBeforeTheNextIsThere() {
            assertThat(text(body)).isEqualTo("--sightglass");
            alarms.pass(Duration.ofMillis(100));
            feed.show(1, 65);

            assertThat(text(body))
                    .startsWith("\r\nContent-Type: image/jpeg\r\nContent-Length: 3\r\nETag: \"")
                    .contains("\r\nFrame-Epoch: 1\r\nFrame-Sequence: 65\r\nFrame-Width: 4\r\nFrame-Height: 2\r\n\r\nA")
                    .endsWith("\r\n--sightglass");
            body.close();
        }

        @Test
        void anEndBehindAPictureIsTheLastBoundary() {
            feed.show(1, 65);
            text(body);
            body.over();
            body.over();

            assertThat(text(body)).isEqualTo("--\r\n");
            assertThat(body.isOver()).isTrue();
            body.close();
        }

        @Test
        void anEndInTheMiddleOfAPartWaitsForItsBytes() {
            feed.show(1, 65);
            assertThat(body.next()).asString().isEqualTo("--sightglass");
            assertThat(body.next()).asString().startsWith("\r\nContent-Type");
            body.over();

            assertThat(text(body)).endsWith("\r\n--sightglass--\r\n");
            body.close();
        }

        @Test
        void whoIsNoLongerWelcomeIsSentAway() {
            ends.endUnwelcome();
            assertThat(text(body)).isEqualTo("--sightglass");

            welcome.set(false);
            int before = woken.get();
            ends.endUnwelcome();

            assertThat(woken).hasValueGreaterThan(before);
            assertThat(text(body)).isEqualTo("--\r\n");
            body.close();
        }

        @Test
        void oneMoreThanAllowedIsRefusedUntilOneGoes() {
            assertThatThrownBy(ends::reserve).isInstanceOf(UnavailableException.class);

            body.close();
            ends.reserve();
            ends.leave(body);
        }

        @Test
        void nobodyComesInAtTheEnd() {
            ends.closeAll();

            assertThat(text(body)).isEqualTo("--sightglass--\r\n");
            body.close();
            assertThatThrownBy(ends::reserve).isInstanceOf(UnavailableException.class);
        }

        @Test
        void theEndOfAnotherSessionIsNone() {
            ends.closed(UUID.randomUUID());

            assertThat(text(body)).isEqualTo("--sightglass");
            assertThat(body.isOver()).isFalse();
            body.close();
        }
    }

    @Nested
    class OfEvents {
        private EventsBody body = events(0);

        @Test
        void changesComeBeforeFramesAndTheEndLast() {
            changes.note(SomeSession.live(SESSION, 1));
            feed.show(1, 65);
            String first = text(body);
            changes.note(SomeSession.of(SESSION, SessionState.ENDED, new FeedStatus("ended", null, 1, 0)));
            body.over();

            assertThat(first)
                    .startsWith("retry: 2000\n\nevent: session\nid: 1\ndata: {\"state\":\"LIVE\",\"feed\":\"live\",")
                    .contains("\n\nevent: frame\nid: 1\ndata: {\"epoch\":1,\"sequence\":65,")
                    .endsWith("}\n\n");
            assertThat(text(body))
                    .startsWith("event: session\nid: 2\ndata: {\"state\":\"ENDED\"")
                    .endsWith("\n\nevent: ended\nid: 2\ndata: {}\n\n");
            assertThat(body.isOver()).isTrue();
            body.close();
        }

        @Test
        void whoComesBackGetsWhatIsNewToHim() {
            changes.note(SomeSession.live(SESSION, 1));
            changes.note(SomeSession.live(SESSION, 2));
            text(body);
            body.close();
            changes.note(SomeSession.live(SESSION, 3));
            changes.note(SomeSession.live(SESSION, 4));

            body = events(2);

            assertThat(text(body).lines().filter(line -> line.startsWith("id: ")))
                    .containsExactly("id: 3", "id: 4");
            body.close();
        }

        @Test
        void aCommentComesWhereNothingElseDoes() {
            text(body);
            assertThat(text(body)).isEmpty();

            alarms.pass(Duration.ofSeconds(15));

            assertThat(text(body)).isEqualTo(":\n\n");
            body.close();
        }

        private EventsBody events(long known) {
            return begin(new EventsBody(
                    reading(), known, paced(), new EventsBody.Surroundings(changes, ends, new ObjectMapper(), alarms)));
        }
    }

    private <T extends LiveBody> T begin(T body) {
        ends.reserve();
        body.open(woken::incrementAndGet);
        return body;
    }

    private Reading reading() {
        return new Reading(SESSION, welcome::get);
    }

    private PacedPictures paced() {
        return new PacedPictures(
                new PacedPictures.Surroundings(feed, feed, alarms, alarms::nanoTime, skipped -> {}),
                SnapshotRequest.now(
                        FakePictures.SESSION, FakePictures.KEY.variant(), Duration.ofSeconds(5), Payer.nobody()),
                Duration.ofMillis(100));
    }

    /** All that there is now. */
    private static String text(LiveBody body) {
        StringBuilder all = new StringBuilder();
        for (byte[] piece = body.next(); piece != null; piece = body.next()) {
            all.append(new String(piece, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }
}
