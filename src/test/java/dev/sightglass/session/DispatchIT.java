// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.cipher.DataCipher;
import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a session is given to, on either database. */
class DispatchIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(300), 3600, 20, Duration.ofHours(1));

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
        private final WorkspaceRows workspaces;
        private final SessionRepository repository;
        private final Sessions sessions;
        private final Assignments assignments;

        Contract(DataSource database) {
            workspaces = new WorkspaceRows(database);
            repository = new JdbcSessions(database, DataCipher.forget());
            sessions = Sessions.stored(database, clock, LIMITS, session -> {});
            assignments = sessions.assignments();
        }

        private UUID request(double lat, double lng) {
            return sessions.request(new RequestSession("cats", lat, lng, 60, null, null), new Price(1))
                    .id();
        }

        private String dispatch() {
            return assignments.dispatch(request(47.5, 8.5)).operatorWorkspaceId();
        }

        private void assertNoCoverage(UUID id) {
            assertThatExceptionOfType(NoCoverageException.class)
                    .isThrownBy(() -> assignments.dispatch(id))
                    .returns("NO_COVERAGE", NoCoverageException::code);
            assertThat(sessions.find(id).state()).isEqualTo(SessionState.REQUESTED);
        }

        @Test
        void takesTheLongestIdleAndThenTheNext() {
            workspaces.online("late", NOON.minusSeconds(10), 47.5, 8.5, 1000);
            workspaces.online("early", NOON.minusSeconds(20), 47.5, 8.5, 1000);

            assertThat(dispatch()).isEqualTo("early");
            assertThat(dispatch()).isEqualTo("late");
            assertNoCoverage(request(47.5, 8.5));
        }

        @Test
        void countsIdleFromTheEndOfTheLastSession() {
            workspaces.online("early", NOON.minusSeconds(20), 47.5, 8.5, 1000);
            workspaces.online("late", NOON.minusSeconds(10), 47.5, 8.5, 1000);
            UUID first = request(47.5, 8.5);
            assignments.dispatch(first);
            clock.advance(Duration.ofSeconds(1));
            sessions.cancel(first);

            assertThat(dispatch()).isEqualTo("late");
            assertThat(dispatch()).isEqualTo("early");
        }

        @Test
        void answersTheSessionAsItIsThen() {
            workspaces.online("dogs", NOON, 47.5, 8.5, 1000);
            UUID id = request(47.5, 8.5);

            assertThat(assignments.dispatch(id)).isEqualTo(sessions.find(id));
            assertThat(assignments.isEngaged("dogs")).isTrue();
            assertThatExceptionOfType(InvalidStateException.class).isThrownBy(() -> assignments.dispatch(id));
        }

        @Test
        void takesTheConsumerItselfWhereThereIsNobodyElse() {
            workspaces.online("cats", NOON, 47.5, 8.5, 1000);

            assertThat(dispatch()).isEqualTo("cats");
        }

        @Test
        void measuresReachAlongTheSphere() {
            // A degree of longitude at 60 degrees north is 55.6 km, one of latitude 111.2 km everywhere.
            workspaces.online("dogs", NOON, 60, 179.9, 55_700);

            assertNoCoverage(request(61, 179.9));
            assertNoCoverage(request(60, -179.0));
            assertThat(assignments.dispatch(request(60, -179.1)).operatorWorkspaceId())
                    .isEqualTo("dogs");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "availability = 'OFFLINE'",
                    "roles = 'CONSUMER'",
                    "deleted_at = created_at",
                    "coverage_lat = NULL, coverage_lng = NULL, coverage_radius_meters = NULL",
                    "coverage_radius_meters = 0.5, coverage_lat = 47.50001"
                })
        void passesOverWhoCannot(String change) {
            workspaces.online("dogs", NOON, 47.5, 8.5, 1000);
            workspaces.set("dogs", change);

            assertNoCoverage(request(47.5, 8.5));
        }

        @Test
        void assignsToNobodyWhoWentOfflineMeanwhile() {
            workspaces.online("dogs", NOON, 47.5, 8.5, 1000);
            workspaces.set("dogs", "availability = 'OFFLINE'");
            UUID id = request(47.5, 8.5);

            assertThat(repository.assignOnline(id, "dogs")).isEqualTo(Assignment.LOST);
            assertThat(sessions.find(id).state()).isEqualTo(SessionState.REQUESTED);
        }
    }
}
