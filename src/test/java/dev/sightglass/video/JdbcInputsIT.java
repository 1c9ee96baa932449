// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import static dev.sightglass.video.FakeClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import dev.sightglass.video.InputRow.State;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@link InputRepository} promises, on either database. */
class JdbcInputsIT {
    private static final Instant LEASE = NOON.plus(Duration.ofMinutes(3));
    private static final Instant LATER = LEASE.plusMillis(1);
    private static final String REF = "f".repeat(32);

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
        private final DataSource database;
        private final InputRepository repository;
        private final SessionRows sessions;

        Contract(DataSource database) {
            this.database = database;
            this.repository = new JdbcInputs(database, "cloudflare");
            this.sessions = new SessionRows(database);
        }

        private static InputName name(UUID session, String key) {
            return new InputName(session, key);
        }

        /** An input in use, whose session refers to {@code referred}. */
        private UUID inUse(@Nullable String referred) {
            UUID session = sessions.open(referred);
            repository.want(name(session, "k"), LEASE);
            assertThat(repository.made("k", REF, LEASE)).isTrue();
            return session;
        }

        private void assertDue(Instant at, State state, @Nullable String ref) {
            assertThat(repository.due(at, 10)).singleElement().satisfies(row -> {
                assertThat(row.state()).isEqualTo(state);
                assertThat(row.ref()).isEqualTo(ref);
                assertThat(row.attempts()).isZero();
            });
        }

        @Test
        void looksForAWantedInputOnceItsLeaseIsOver() {
            repository.want(name(UUID.randomUUID(), "k"), LEASE);

            assertThat(repository.due(LEASE.minusMillis(1), 10)).isEmpty();
            assertDue(LEASE, State.WANTED, null);
        }

        @Test
        void isMadeOnlyWhileWanted() {
            InputName name = name(UUID.randomUUID(), "k");
            repository.want(name, LEASE);
            repository.found("k", REF, NOON);

            assertThat(repository.made("k", REF, LEASE)).isFalse();
            assertThat(repository.made("unknown", REF, LEASE)).isFalse();
            assertDue(NOON, State.TO_DELETE, REF);
        }

        @Test
        void leavesAnInputAloneThatItsOpenSessionRefersTo() {
            inUse(REF);

            assertThat(repository.condemnOrphans(LATER)).isZero();
            assertThat(repository.due(LATER, 10)).isEmpty();
        }

        @Test
        void leavesAnInputAloneUntilItsLeaseIsOver() {
            inUse(null);

            assertThat(repository.condemnOrphans(LEASE.minusMillis(1))).isZero();
            assertThat(repository.condemnOrphans(LEASE)).isOne();
            assertDue(LEASE, State.TO_DELETE, REF);
        }

        @Test
        void condemnsTheInputOfASessionThatRefersToAnother() {
            inUse("another");

            assertThat(repository.condemnOrphans(LATER)).isOne();
        }

        @Test
        void condemnsTheInputOfASessionThatIsOver() {
            sessions.end(inUse(REF));

            assertThat(repository.condemnOrphans(LATER)).isOne();
        }

        @Test
        void condemnsTheInputOfASessionThatIsForgotten() {
            sessions.forget(inUse(REF));

            assertThat(repository.condemnOrphans(LATER)).isOne();
        }

        @Test
        void condemnsAtOnceByReferenceOrSession() {
            UUID session = inUse(REF);

            repository.condemn("another", NOON);
            repository.condemnOf(UUID.randomUUID(), NOON);
            assertThat(repository.due(NOON, 10)).isEmpty();

            repository.condemnOf(session, NOON);
            assertDue(NOON, State.TO_DELETE, REF);
            repository.condemn(REF, LATER);
            assertDue(NOON, State.TO_DELETE, REF);
        }

        @Test
        void isClaimedByOneOnly() {
            inUse(null);
            repository.condemn(REF, NOON);
            InputRow row = repository.due(NOON, 10).get(0);

            assertThat(repository.claim(row, LATER)).isTrue();
            assertThat(repository.claim(row, LATER)).isFalse();
            assertThat(repository.due(NOON, 10)).isEmpty();

            repository.postpone("k", NOON.plusSeconds(2));
            assertThat(repository.due(NOON.plusSeconds(2), 10))
                    .singleElement()
                    .extracting(InputRow::attempts)
                    .isEqualTo(1);
        }

        @Test
        void forgetsWhatIsGone() {
            repository.want(name(UUID.randomUUID(), "k"), NOON);

            repository.forget("k");

            assertThat(repository.due(NOON, 10)).isEmpty();
        }

        @Test
        void takesTheLongestDueFirstAndNoMoreThanAsked() {
            for (int i = 0; i < 4; i++) {
                repository.want(name(UUID.randomUUID(), "k" + i), NOON.minusSeconds(i));
            }

            assertThat(repository.due(NOON, 2))
                    .extracting(row -> row.name().key())
                    .containsExactly("k3", "k2");
        }

        @Test
        void leavesTheInputsOfAnotherBackendAlone() {
            sessions.end(inUse(REF));
            InputRepository other = new JdbcInputs(database, "template");

            assertThat(other.condemnOrphans(LATER)).isZero();
            other.condemn(REF, NOON);
            other.forget("k");
            assertThat(repository.condemnOrphans(LATER)).isOne();
            assertThat(other.due(LATER, 10)).isEmpty();
        }

        @Test
        void adoptsAnInputOfASessionThatIsOver() {
            UUID session = sessions.open(REF);
            assertThat(repository.adopt(name(session, "k"), REF, NOON)).isFalse();

            sessions.end(session);

            assertThat(repository.adopt(name(session, "k"), REF, NOON)).isTrue();
            assertThat(repository.adopt(name(session, "k"), REF, NOON)).isFalse();
            assertDue(NOON, State.TO_DELETE, REF);
        }

        @Test
        void adoptsAnInputBesideThatOfItsOpenSession() {
            UUID session = sessions.open("another");

            assertThat(repository.adopt(name(session, "k"), REF, NOON)).isTrue();
        }

        @Test
        void adoptsNothingOfSessionsItDoesNotKnow() {
            assertThat(repository.adopt(name(UUID.randomUUID(), "k"), REF, NOON))
                    .isFalse();
        }

        @Test
        void adoptsNothingThatIsBeingMade() {
            UUID session = sessions.open(null);
            repository.want(name(session, "k"), LEASE);

            assertThat(repository.adopt(name(session, "k"), REF, NOON)).isFalse();
        }
    }
}
