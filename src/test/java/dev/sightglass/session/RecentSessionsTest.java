// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.cipher.DataCipher;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.consistency.TestStores;
import dev.sightglass.testdb.OnH2;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** How often a session that is looked at is asked for, and how old an answer may be. */
@ExtendWith(OnH2.class)
class RecentSessionsTest {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(300), 3600, 3, Duration.ofHours(1));

    private final DataCipher cipher = DataCipher.forget();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger queries = new AtomicInteger();
    private final SessionRepository elsewhere;
    private final DataStore store = TestStores.nowhere();
    private final RecentSessions here;
    private Session session;

    RecentSessionsTest(DataSource database) {
        this.elsewhere = new JdbcSessions(database, cipher);
        this.here = new RecentSessions(new JdbcSessions(counted(database), cipher), store, nanos::get);
    }

    @BeforeEach
    void add() {
        FeedSource source = FeedSource.of(URI.create("https://camera.example/whep"), null);
        session = Session.opened(new OpenSession("cats", source, 60, null, null, null), LIMITS, NOON);
        assertThat(here.add(session, new Allowance(1, 0))).isEqualTo(Admission.ADDED);
        queries.set(0);
    }

    @Test
    void asksOnceForWhatIsLookedAtOften() {
        for (int look = 0; look < 100; look++) {
            assertThat(here.glance(session.id())).contains(session);
        }

        assertThat(queries).hasValue(1);
    }

    @Test
    void asksOnceForWhatIsNotThere() {
        UUID nobody = UUID.randomUUID();

        assertThat(here.glance(nobody)).isEmpty();
        assertThat(here.glance(nobody)).isEmpty();

        assertThat(queries).hasValue(1);
    }

    @Test
    void seesItsOwnStepsAtOnce() {
        here.glance(session.id());

        Session live = session.live(NOON);
        here.swap(SessionState.ASSIGNED, live);
        assertThat(here.glance(session.id())).contains(live);

        here.raiseEpoch(session.id(), 9);
        assertThat(here.glance(session.id()).orElseThrow().feed().epoch()).isEqualTo(9);
    }

    @Test
    void findsASessionItHasJustAddedEvenIfItWasAskedForBefore() {
        Session second = Session.opened(new OpenSession("cats", session.source(), 60, null, null, null), LIMITS, NOON);
        here.glance(second.id());

        here.add(second, new Allowance(2, 0));

        assertThat(here.glance(second.id())).contains(second);
    }

    @Test
    void seesTheStepsOfOthersWithinFiveSeconds() {
        here.glance(session.id());
        Session live = session.live(NOON);
        elsewhere.swap(SessionState.ASSIGNED, live);

        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(here.glance(session.id())).contains(live);
    }

    @Test
    void seesTheStepOfAnotherAtOnceWithItsToken() {
        here.glance(session.id());
        Session live = session.live(NOON);
        elsewhere.swap(SessionState.ASSIGNED, live);
        ConsistencyToken token = store.now();

        assertThat(here.glance(session.id())).contains(session);
        assertThat(here.glance(session.id(), token)).contains(live);
    }

    @Test
    void seesWhereItLostAStepToOthers() {
        here.glance(session.id());
        Session live = session.live(NOON);
        elsewhere.swap(SessionState.ASSIGNED, live);

        assertThat(here.swap(SessionState.ASSIGNED, live)).isFalse();

        assertThat(here.glance(session.id())).contains(live);
    }

    @Test
    void forgetsWhatTheRepositoryForgets() {
        here.swap(SessionState.ASSIGNED, session.closed(SessionState.EXPIRED, NOON));
        here.glance(session.id());

        here.forgetEndedBefore(NOON.plusMillis(1));

        assertThat(here.glance(session.id())).isEmpty();
    }

    private DataSource counted(DataSource database) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                queries.incrementAndGet();
                return super.getConnection();
            }
        };
    }
}
