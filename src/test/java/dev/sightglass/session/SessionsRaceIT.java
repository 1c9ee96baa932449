// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many threads at one session: exactly one may win each step, on either database. */
class SessionsRaceIT {
    private static final int THREADS = 32;
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");

    @Nested
    @ExtendWith(OnH2.class)
    class OnH2InMemory extends Race {
        OnH2InMemory(DataSource database) {
            super(database);
        }
    }

    @Nested
    @ExtendWith(OnPostgres.class)
    class OnARealPostgres extends Race {
        OnARealPostgres(DataSource database) {
            super(database);
        }
    }

    abstract static class Race {
        private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        private final FakeClock clock = new FakeClock(NOON);
        private final Queue<Session> closed = new ConcurrentLinkedQueue<>();
        private final Sessions sessions;

        Race(DataSource database) {
            sessions = Sessions.stored(
                    database,
                    clock,
                    new SessionLimits(Duration.ofSeconds(300), 3600, 5, Duration.ofHours(1)),
                    closed::add);
        }

        @AfterEach
        void stopThreads() {
            threads.shutdownNow();
        }

        @RepeatedTest(20)
        void letsExactlyOneOfManyMakeASessionLive() throws Exception {
            UUID id = open().id();

            assertThat(wins(() -> sessions.live(id, NOON).isPresent())).isOne();
        }

        @RepeatedTest(20)
        void letsExactlyOneOfManyEndASession() throws Exception {
            UUID id = live();

            assertThat(wins(() -> ends(id))).isOne();
            assertThat(closed).extracting(Session::state).containsExactly(SessionState.ENDED);
        }

        @RepeatedTest(20)
        void closesOnceWhenEndExpiryAndReadMeet() throws Exception {
            UUID id = live();
            clock.advance(Duration.ofSeconds(60));
            AtomicInteger turn = new AtomicInteger();

            int wins = wins(() -> {
                int mine = turn.getAndIncrement();
                if (mine == THREADS / 2) {
                    clock.advance(Duration.ofMillis(1));
                }
                return switch (mine % 3) {
                    case 0 -> ends(id);
                    case 1 -> !sessions.expireDue().isEmpty();
                    default -> {
                        sessions.find(id);
                        yield false;
                    }
                };
            });

            assertThat(wins).isLessThanOrEqualTo(1);
            assertThat(closed).hasSize(1);
            assertThat(closed.element()).isEqualTo(sessions.find(id));
        }

        @RepeatedTest(20)
        void losesNoStepToTheIngestTalkingMeanwhile() throws Exception {
            UUID id = live();
            AtomicInteger turn = new AtomicInteger();

            int wins = wins(() -> {
                int mine = turn.getAndIncrement();
                if (mine == THREADS / 2) {
                    return ends(id);
                }
                sessions.feedStatus(id, new FeedStatus("connected", null, mine, 0));
                return false;
            });

            assertThat(wins).isOne();
            assertThat(sessions.find(id).state()).isEqualTo(SessionState.ENDED);
        }

        @RepeatedTest(20)
        void showsTheEndToTheOneWhoEndedItWhateverOthersLookAtMeanwhile() throws Exception {
            UUID id = live();
            AtomicInteger turn = new AtomicInteger();

            int wins = wins(() -> {
                if (turn.getAndIncrement() == THREADS / 2) {
                    sessions.end(id);
                    return sessions.find(id).state() == SessionState.ENDED;
                }
                IntStream.range(0, 50).forEach(look -> sessions.find(id));
                return false;
            });

            assertThat(wins).isOne();
        }

        @RepeatedTest(20)
        void opensNoMoreThanAWorkspaceMayHave() throws Exception {
            assertThat(wins(() -> {
                        try {
                            open();
                            return true;
                        } catch (TooManySessionsException e) {
                            return false;
                        }
                    }))
                    .isEqualTo(5);
            assertThat(sessions.open()).hasSize(5);
        }

        private Session open() {
            FeedSource source = FeedSource.of(URI.create("https://camera.example/whep"), null);
            return sessions.open(new OpenSession("cats", source, 60, null, null, null));
        }

        private UUID live() {
            UUID id = open().id();
            assertThat(sessions.live(id, NOON)).isPresent();
            return id;
        }

        private boolean ends(UUID id) {
            try {
                sessions.end(id);
                return true;
            } catch (InvalidStateException e) {
                return false;
            }
        }

        /** Lets all threads attempt at the same moment; how many won. */
        private int wins(Callable<Boolean> attempt) throws Exception {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (Callable<Boolean> each :
                    Stream.generate(() -> attempt).limit(THREADS).toList()) {
                attempts.add(threads.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return each.call();
                }));
            }
            int wins = 0;
            for (Future<Boolean> each : attempts) {
                wins += each.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            return wins;
        }
    }
}
