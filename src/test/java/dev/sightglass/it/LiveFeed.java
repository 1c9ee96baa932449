// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must hold for the pictures of a session on a running peer, whichever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveFeed {
    /** Size at which peers draw: cells of ten pixels, so that scaled pictures can be read as well. */
    static final int WIDTH = 640;

    static final int HEIGHT = 360;
    /** So many different pictures are looked at: the bandwidth ramp is over with the last. */
    static final int POLLS = 25;

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private final ApiClient client;
    private final Map<String, ?> session;
    private final int barTolerance;
    private Peer peer;
    private List<Sighting> seen;

    /**
     * @param session fields of the session besides the URL
     * @param barTolerance what codec, chroma subsampling and JPEG together may change a bar's colour by, of 255 per channel
     */
    LiveFeed(ApiClient client, Map<String, ?> session, int barTolerance) {
        this.client = client;
        this.session = session;
        this.barTolerance = barTolerance;
    }

    /** Starts the peer, which draws at {@link #WIDTH} x {@link #HEIGHT}. */
    abstract Peer startPeer();

    @BeforeAll
    void look() {
        peer = startPeer();
        String id = client.open(peer.secretWhepUrl(), session);
        client.awaitState(id, "LIVE");
        seen = client.look(id, POLLS, answer -> Sighting.of(answer, WIDTH, HEIGHT));
        LOG.info(
                "{}: median age {} ms, largest error of a bar {}",
                getClass().getSimpleName(),
                medianAge().toMillis(),
                seen.get(POLLS - 1).barError());
    }

    @AfterAll
    void stop() {
        client.endAll();
        peer.awaitAllDeleted();
        peer.close();
    }

    /** The running peer. */
    Peer peer() {
        return peer;
    }

    ApiClient client() {
        return client;
    }

    @Test
    void framesComeInTheOrderInWhichTheyWereDrawn() {
        assertThat(seen).extracting(Sighting::counter).isSorted();
        // A browser that is short of time encodes a frame a second time; the sequences below say that we do not.
        assertThat(seen.stream().mapToLong(Sighting::counter).distinct().count())
                .isGreaterThan(POLLS * 3L / 4);
    }

    @Test
    void eachNewFrameHasANewSequenceAndANewEntityTag() {
        assertThat(seen).extracting(Sighting::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(seen).extracting(Sighting::etag).doesNotHaveDuplicates();
        assertThat(seen).extracting(Sighting::epoch).containsOnly(seen.get(0).epoch());
    }

    @Test
    void picturesAreOfNow() {
        assertThat(medianAge()).isPositive().isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void theAgeInTheHeaderIsPartOfTheAgeSinceDrawing() {
        assertThat(seen)
                .allSatisfy(sighting -> assertThat(sighting.answer().number("Frame-Age-Ms"))
                        .isBetween(0L, sighting.age().toMillis() + 1));
    }

    @Test
    void coloursAreRight() {
        Sighting last = seen.get(POLLS - 1);

        assertThat(last.barError()).as(last.bars()).isLessThanOrEqualTo(barTolerance);
    }

    @Test
    void theHeadersTellTheSizeOfThePicture() {
        assertThat(seen).allSatisfy(sighting -> {
            assertThat(sighting.answer().number("Frame-Width")).isEqualTo(sighting.width());
            assertThat(sighting.answer().number("Frame-Height")).isEqualTo(sighting.height());
        });
    }

    private Duration medianAge() {
        return seen.stream()
                .map(Sighting::age)
                .sorted()
                .skip(POLLS / 2)
                .findFirst()
                .orElseThrow();
    }
}
