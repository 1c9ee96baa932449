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
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fifty at a time: one operator per session, one session per operator, no credit spent twice, on either database. */
class AssignmentRacesIT {
    private static final int THREADS = 50;
    private static final int ROUNDS = 30;
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(300), 3600, 10_000, Duration.ofHours(1));

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
        private final Queue<Session> closed = new ConcurrentLinkedQueue<>();
        private final WorkspaceRows workspaces;
        private final Sessions sessions;
        private final Assignments assignments;

        Race(DataSource database) {
            workspaces = new WorkspaceRows(database);
            sessions = Sessions.stored(database, new FakeClock(NOON), LIMITS, closed::add);
            assignments = sessions.assignments();
        }

        @AfterEach
        void stopThreads() {
            threads.shutdownNow();
        }

        @Test
        void letsExactlyOneOfFiftyWorkspacesAccept() throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                UUID id = request();
                String prefix = "supplier-" + round + "-";

                List<Session> won = together(n -> assignments.accept(id, prefix + n));

                assertThat(won).containsExactly(sessions.find(id));
            }
        }

        @Test
        void letsAWorkspaceAcceptExactlyOneOfFiftySessions() throws Exception {
            for (int round = 0; round < ROUNDS / 3; round++) {
                String supplier = "supplier-" + round;
                List<UUID> ids =
                        IntStream.range(0, THREADS).mapToObj(n -> request()).toList();

                List<Session> won = together(n -> assignments.accept(ids.get(n), supplier));

                assertThat(won).hasSize(1);
                assertThat(ids).filteredOn(this::isRequested).hasSize(THREADS - 1);
            }
        }

        @Test
        void dispatchesFiftySessionsToTenSuppliersOneEach() throws Exception {
            IntStream.range(0, 10).forEach(n -> workspaces.online("supplier-" + n, NOON, 47.5, 8.5, 1000));
            for (int round = 0; round < ROUNDS / 3; round++) {
                List<UUID> ids =
                        IntStream.range(0, THREADS).mapToObj(n -> request()).toList();

                List<Session> won = together(n -> assignments.dispatch(ids.get(n)));

                assertThat(won).hasSize(10);
                assertThat(won).extracting(Session::operatorWorkspaceId).doesNotHaveDuplicates();
                assertThat(ids).filteredOn(this::isRequested).hasSize(THREADS - 10);
                ids.forEach(sessions::cancel);
            }
        }

        @Test
        void losesNoInputToACancellationAtTheSameMoment() throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                UUID id = request();
                assignments.accept(id, "supplier-" + round);
                VideoInput input = input("input-" + round);

                List<Session> won = together(2, n -> n == 0 ? sessions.cancel(id) : sessions.start(id, input));

                boolean started = won.stream().anyMatch(session -> session.state() == SessionState.ASSIGNED);
                assertThat(closed.remove().videoBackendRef()).isEqualTo(started ? input.ref() : null);
                assertThat(sessions.find(id).state()).isEqualTo(SessionState.CANCELLED);
            }
        }

        @Test
        void spendsNoMoreThanTheLimitHoweverManyAsk() throws Exception {
            for (int round = 0; round < ROUNDS / 3; round++) {
                RequestSession wish = new RequestSession("cats-" + round, 47.5, 8.5, 60, null, null);

                List<Session> won = together(n -> sessions.request(wish, new Price(100), 7 * 6000 + 5999));

                assertThat(won).hasSize(7);
            }
        }

        private UUID request() {
            return sessions.request(new RequestSession("cats", 47.5, 8.5, 60, null, null), new Price(100))
                    .id();
        }

        private boolean isRequested(UUID id) {
            return sessions.find(id).state() == SessionState.REQUESTED;
        }

        private static VideoInput input(String ref) {
            FeedUrl url = FeedUrl.of(URI.create("https://video.example/" + ref));
            return new VideoInput(ref, url, url, null);
        }

        private List<Session> together(IntFunction<Session> attempt) throws Exception {
            return together(THREADS, attempt);
        }

        /** Lets so many threads attempt at the same moment; what those got who were not refused. Another failure fails the test. */
        private List<Session> together(int count, IntFunction<Session> attempt) throws Exception {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<Optional<Session>>> attempts = new ArrayList<>();
            for (int each = 0; each < count; each++) {
                int number = each;
                attempts.add(threads.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    try {
                        return Optional.of(attempt.apply(number));
                    } catch (SessionException e) {
                        return Optional.empty();
                    }
                }));
            }
            List<Session> won = new ArrayList<>();
            for (Future<Optional<Session>> each : attempts) {
                each.get(60, TimeUnit.SECONDS).ifPresent(won::add);
            }
            return won;
        }
    }
}
