// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static dev.sightglass.session.FeedSignal.Source.STALL;
import static dev.sightglass.session.FeedSignal.Source.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signals in a database, and the meter that reads them, on either database. */
class FeedSignalsIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final String INPUT = "0123456789abcdef0123456789abcdef";

    @Nested
    @ExtendWith(OnH2.class)
    class OnH2InMemory extends Contract {
        OnH2InMemory(DataSource database) {
            super(database);
        }
    }

    @Nested
    @ExtendWith(OnPostgres.class)
    class OnARealPostgres extends Contract {
        OnARealPostgres(DataSource database) {
            super(database);
        }
    }

    abstract static class Contract {
        private final FakeClock clock = new FakeClock(NOON);
        private final DataSource database;
        private final FeedSignals signals;
        private final Sessions sessions;

        Contract(DataSource database) {
            this.database = database;
            this.signals = new FeedSignals(database);
            this.sessions = sessions(EnumSet.allOf(FeedSignal.Source.class));
        }

        private Sessions sessions(EnumSet<FeedSignal.Source> count) {
            SessionLimits limits = new SessionLimits(Duration.ofSeconds(300), 3600, 100, Duration.ofHours(1), 0, count);
            return Sessions.stored(database, clock, limits, session -> {});
        }

        private UUID live() {
            FeedSource source = FeedSource.of(URI.create("https://camera.example/whep"), null);
            Session session = sessions.open(new OpenSession("cats", source, 60, null, null, null, null, INPUT));
            sessions.live(session.id(), NOON);
            return session.id();
        }

        @Test
        void aSignalIsAddedOnce() {
            FeedSignal down = FeedSignal.down(WEBHOOK, NOON.plusNanos(123_456_789));

            assertThat(signals.add(INPUT, down)).isTrue();
            assertThat(signals.add(INPUT, down)).isFalse();

            assertThat(signals.of(List.of(INPUT))).containsExactly(down);
        }

        @Test
        void oneNanosecondMakesAnother() {
            assertThat(signals.add(INPUT, FeedSignal.up(WEBHOOK, NOON))).isTrue();
            assertThat(signals.add(INPUT, FeedSignal.up(WEBHOOK, NOON.plusNanos(1))))
                    .isTrue();
            assertThat(signals.newest(INPUT, WEBHOOK)).contains(NOON.plusNanos(1));
        }

        @Test
        void theNewestIsThatOfTheSubjectAndTheSource() {
            signals.add(INPUT, FeedSignal.up(STALL, NOON));
            signals.add("another", FeedSignal.up(WEBHOOK, NOON));

            assertThat(signals.newest(INPUT, WEBHOOK)).isEmpty();
        }

        @Test
        void threadsThatAddTheSameAddOne() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                for (int round = 0; round < 20; round++) {
                    FeedSignal signal = FeedSignal.down(WEBHOOK, NOON.plusNanos(round));
                    List<Callable<Boolean>> calls = Collections.nCopies(8, () -> signals.add(INPUT, signal));
                    int added = 0;
                    for (Future<Boolean> result : threads.invokeAll(calls)) {
                        added += result.get() ? 1 : 0;
                    }
                    assertThat(added).isEqualTo(1);
                }
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void theMeterLeavesOutTheWindowsOfBothSources() {
            UUID id = live();
            signals.add(INPUT, FeedSignal.down(WEBHOOK, NOON.plusSeconds(10)));
            signals.add(INPUT, FeedSignal.up(WEBHOOK, NOON.plusSeconds(15)));
            signals.add(id.toString(), FeedSignal.down(STALL, NOON.plusSeconds(12)));
            signals.add(id.toString(), FeedSignal.up(STALL, NOON.plusMillis(16_001)));
            clock.advance(Duration.ofSeconds(30));

            assertThat(sessions.end(id).cleanSeconds()).isEqualTo(23);
            assertThat(sessions.find(id).cleanSeconds()).isEqualTo(23);
        }

        @Test
        void aSourceThatDoesNotCountIsCharged() {
            UUID id = live();
            signals.add(INPUT, FeedSignal.down(WEBHOOK, NOON.plusSeconds(10)));
            signals.add(id.toString(), FeedSignal.down(STALL, NOON.plusSeconds(5)));
            clock.advance(Duration.ofSeconds(30));

            assertThat(sessions(EnumSet.of(WEBHOOK)).end(id).cleanSeconds()).isEqualTo(10);
        }

        @Test
        void anOpenWindowOfASessionThatExpiresReachesToItsLastMoment() {
            UUID id = live();
            signals.add(INPUT, FeedSignal.down(WEBHOOK, NOON.plusSeconds(20)));
            clock.advance(Duration.ofSeconds(90));

            Session expired = sessions.find(id);

            assertThat(expired.state()).isEqualTo(SessionState.EXPIRED);
            assertThat(expired.cleanSeconds()).isEqualTo(20);
        }

        @Test
        void aSignalAfterTheEndChangesNoCharge() {
            UUID id = live();
            clock.advance(Duration.ofSeconds(30));
            sessions.end(id);

            signals.add(INPUT, FeedSignal.down(WEBHOOK, NOON.plusSeconds(1)));

            assertThat(sessions.find(id).cleanSeconds()).isEqualTo(30);
        }

        @Test
        void replayedAndShuffledSignalsAreMeteredAsInOrder() {
            UUID id = live();
            List<FeedSignal> delivered = new ArrayList<>();
            for (int n = 1; n <= 50; n++) {
                FeedSignal signal = n % 2 == 1
                        ? FeedSignal.down(WEBHOOK, NOON.plusSeconds(n))
                        : FeedSignal.up(WEBHOOK, NOON.plusSeconds(n));
                delivered.addAll(Collections.nCopies(1 + n % 3, signal));
            }
            Collections.shuffle(delivered, new Random(4));
            delivered.forEach(signal -> signals.add(INPUT, signal));
            clock.advance(Duration.ofSeconds(55));

            assertThat(sessions.end(id).cleanSeconds()).isEqualTo(30);
        }

        @Test
        void findsTheOpenSessionOfAnInput() {
            UUID id = live();

            assertThat(sessions.findByInput(INPUT)).map(Session::id).contains(id);
            assertThat(sessions.findByInput("another")).isEmpty();
            sessions.end(id);
            assertThat(sessions.findByInput(INPUT)).isEmpty();
        }

        @Test
        void forgetsSignalsThatNoSessionCanNeed() {
            signals.add(INPUT, FeedSignal.down(WEBHOOK, NOON));
            clock.advance(Duration.ofHours(26).minusMillis(1));
            sessions.expireDue();
            assertThat(signals.newest(INPUT, WEBHOOK)).isPresent();

            clock.advance(Duration.ofMillis(2));
            sessions.expireDue();
            assertThat(signals.newest(INPUT, WEBHOOK)).isEmpty();
        }
    }
}
