// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.snapshot.Payer;
import dev.sightglass.snapshot.Snapshot;
import dev.sightglass.snapshot.SnapshotRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacedPicturesTest {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final FakePictures feed = new FakePictures();
    private final FakeAlarms alarms = new FakeAlarms();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicInteger woken = new AtomicInteger();
    private final PacedPictures pictures = new PacedPictures(
            new PacedPictures.Surroundings(feed, feed, alarms, alarms::nanoTime, skipped::addAndGet),
            SnapshotRequest.now(FakePictures.SESSION, FakePictures.KEY.variant(), Duration.ofSeconds(5), payer()),
            PERIOD);

    @BeforeEach
    void open() {
        pictures.open(woken::incrementAndGet);
    }

    @AfterEach
    void nobodyIsListenedToAfterTheEnd() {
        pictures.close();

        assertThat(feed.listeners()).isZero();
        assertThat(pictures.take()).isNull();
        alarms.shutdownNow();
    }

    @Test
    void theFirstComesAtOnce() {
        feed.show(1, 7);

        assertThat(sequence(pictures.take())).isEqualTo(7);
        assertThat(pictures.take()).isNull();
    }

    @Test
    void theNextComesWhenItsTimeHasCome() {
        feed.show(1, 7);
        pictures.take();
        feed.show(1, 8);
        assertThat(pictures.take()).isNull();
        int before = woken.get();

        alarms.pass(PERIOD);

        assertThat(woken).hasValueGreaterThan(before);
        assertThat(sequence(pictures.take())).isEqualTo(8);
    }

    @Test
    void theNewestWinsAndTheOthersAreCounted() {
        feed.show(1, 7);
        pictures.take();
        for (int sequence = 8; sequence <= 20; sequence++) {
            feed.show(1, sequence);
        }
        alarms.pass(Duration.ofSeconds(60));

        assertThat(sequence(pictures.take())).isEqualTo(20);
        assertThat(skipped).hasValue(12);
        assertThat(feed.asked()).isEqualTo(2);
    }

    @Test
    void nothingIsAskedForBetweenTwoFramesOfASlowFeed() {
        feed.show(1, 7);
        pictures.take();
        alarms.pass(Duration.ofSeconds(10));

        assertThat(pictures.take()).isNull();
        assertThat(feed.asked()).isEqualTo(1);
    }

    @Test
    void oneAnswerIsWaitedForAtATimeAndWakesTheReader() {
        feed.slowDown();
        feed.show(1, 7);
        assertThat(pictures.take()).isNull();
        feed.show(1, 8);
        alarms.pass(PERIOD);
        assertThat(pictures.take()).isNull();
        assertThat(feed.asked()).isEqualTo(1);
        int before = woken.get();

        feed.answer();

        assertThat(woken).hasValueGreaterThan(before);
        assertThat(sequence(pictures.take())).isEqualTo(8);
    }

    @Test
    void aPictureThatCouldNotBeMadeIsNoEnd() {
        feed.slowDown();
        feed.show(1, 7);
        pictures.take();
        feed.fail();
        alarms.pass(PERIOD);
        feed.show(1, 8);

        assertThat(sequence(pictures.take())).isEqualTo(8);
    }

    @Test
    void anOlderPictureIsNotShownAfterANewerOne() {
        feed.show(1, 8);
        pictures.take();
        alarms.pass(PERIOD);
        feed.show(1, 7);

        assertThat(pictures.take()).isNull();
    }

    @Test
    void aNewConnectionOfTheFeedSkipsNothing() {
        feed.show(1, 700);
        pictures.take();
        alarms.pass(PERIOD);
        feed.show(2, 1);

        assertThat(sequence(pictures.take())).isEqualTo(1);
        assertThat(skipped).hasValue(0);
    }

    @Test
    void alarmsDoNotPileUpHoweverOftenItIsAsked() {
        feed.show(1, 7);
        pictures.take();
        for (int sequence = 8; sequence < 1000; sequence++) {
            feed.show(1, sequence);
            pictures.take();
        }

        assertThat(alarms.set()).isEqualTo(1);
    }

    private static long sequence(Snapshot snapshot) {
        assertThat(snapshot).isNotNull();
        return snapshot.stamp().sequence();
    }

    private static Payer payer() {
        return Payer.nobody();
    }
}
