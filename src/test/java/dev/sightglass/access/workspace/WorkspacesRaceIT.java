// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many threads at one workspace, on either database. */
class WorkspacesRaceIT {
    private static final int THREADS = 16;
    private static final int ROUNDS = 5;
    private static final String CATS = "cats";

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
        private final JdbcClient jdbc;
        private final Workspaces workspaces;

        Race(DataSource database) {
            jdbc = JdbcClient.create(database);
            workspaces =
                    Workspaces.stored(database, Clock.fixed(Instant.parse("2026-05-13T12:00:00Z"), ZoneOffset.UTC));
        }

        @BeforeEach
        void addCats() {
            workspaces.configure(new ConfiguredWorkspace(CATS, CATS, null, Set.of(WorkspaceRole.SUPPLIER), null));
        }

        @AfterEach
        void stopThreads() {
            threads.shutdownNow();
        }

        @RepeatedTest(ROUNDS)
        void takesEachHeartbeatOnce() throws Exception {
            assertThat(together(attempt -> () -> beats(7))).containsOnlyOnce(true);
        }

        @RepeatedTest(ROUNDS)
        void endsWithTheHeartbeatOfTheGreatestSequence() throws Exception {
            List<Integer> shuffled =
                    new ArrayList<>(IntStream.rangeClosed(1, THREADS).boxed().toList());
            Collections.shuffle(shuffled);

            List<Boolean> taken = together(attempt -> () -> beats(shuffled.get(attempt)));

            // The greatest is greater than all before it, whenever it comes.
            assertThat(taken.get(shuffled.indexOf(THREADS))).isTrue();
            assertThat(jdbc.sql("SELECT last_sequence FROM workspaces WHERE id = 'cats'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(THREADS);
            assertThat(jdbc.sql("SELECT last_lng FROM workspaces WHERE id = 'cats'")
                            .query(Double.class)
                            .single())
                    .isEqualTo(THREADS);
        }

        @RepeatedTest(ROUNDS)
        void losesNoChangeToAnotherProperty() throws Exception {
            List<WorkspaceChange> changes = List.of(
                    Changes.name("Cats & co"),
                    Changes.kind(DeviceKind.DRONE),
                    Changes.circle(Change.to(1.0), Change.none(), Change.none()),
                    Changes.circle(Change.none(), Change.to(2.0), Change.none()),
                    Changes.circle(Change.none(), Change.none(), Change.to(3.0)));

            together(attempt -> () -> {
                workspaces.change(CATS, changes.get(attempt % changes.size()));
                return true;
            });

            Workspace cats = workspaces.find(CATS);
            assertThat(cats.name()).isEqualTo("Cats & co");
            assertThat(cats.deviceKind()).isEqualTo(DeviceKind.DRONE);
            assertThat(cats.coverage()).isEqualTo(new Coverage(1.0, 2.0, 3.0));
        }

        @RepeatedTest(ROUNDS)
        void isNeverOnlineWithoutItsCircle() throws Exception {
            workspaces.change(CATS, Changes.circle(Change.to(1.0), Change.to(2.0), Change.to(3.0)));
            WorkspaceChange clear = Changes.circle(Change.none(), Change.to(null), Change.none());

            together(attempt -> () -> changes(attempt % 2 == 0 ? Changes.online() : clear));

            Workspace cats = workspaces.find(CATS);
            assertThat(cats.availability() == Availability.ONLINE)
                    .isEqualTo(cats.coverage().lng() != null);
        }

        @RepeatedTest(ROUNDS)
        void givesASlugToOneOfMany() throws Exception {
            List<Boolean> created = together(attempt -> () -> succeeds(
                    () -> workspaces.create(new NewWorkspace("dogs", "Dogs", Set.of(WorkspaceRole.CONSUMER)))));

            assertThat(created).containsOnlyOnce(true);
        }

        @RepeatedTest(ROUNDS)
        void letsProcessesThatStartTogetherConfigureTheSame() throws Exception {
            ConfiguredWorkspace dogs =
                    new ConfiguredWorkspace("dogs", "dogs", "Dogs", Set.of(WorkspaceRole.CONSUMER), null);

            List<Boolean> configured = together(attempt -> () -> succeeds(() -> workspaces.configure(dogs)));

            assertThat(configured).containsOnly(true);
        }

        private boolean beats(long sequence) {
            return succeeds(() -> workspaces.heartbeat(CATS, new Heartbeat(0, sequence, 0, sequence)));
        }

        private boolean changes(WorkspaceChange change) {
            return succeeds(() -> workspaces.change(CATS, change));
        }

        /** Whether it was done; anything but a refusal in the contract's words fails the test. */
        private static boolean succeeds(Runnable attempt) {
            Throwable refusal = catchThrowable(attempt::run);
            if (refusal != null) {
                assertThat(refusal).isInstanceOf(WorkspaceException.class);
            }
            return refusal == null;
        }

        /** Lets all threads attempt at the same moment; what came of each. */
        private List<Boolean> together(IntFunction<Callable<Boolean>> attempt) throws Exception {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<Boolean>> attempts = new ArrayList<>();
            for (int number = 0; number < THREADS; number++) {
                Callable<Boolean> each = attempt.apply(number);
                attempts.add(threads.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return each.call();
                }));
            }
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> each : attempts) {
                results.add(each.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
