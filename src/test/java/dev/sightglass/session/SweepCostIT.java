// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testdb.OnPostgres;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What runs all the time must not read all the sessions that were ever charged. */
@ExtendWith(OnPostgres.class)
class SweepCostIT {
    private final JdbcClient jdbc;

    SweepCostIT(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    @BeforeEach
    void addYearsOfChargedSessions() {
        jdbc.sql("""
                INSERT INTO sessions (id, consumer_workspace_id, state, max_duration_seconds, wait_timeout_seconds,
                    rate_per_second_micro_usdc, hold_micro_usdc, created_at, ended_at, clean_seconds, charged_micro_usdc,
                    feed_state, feed_epoch, feed_attempts)
                SELECT gen_random_uuid(), 'cats', 'ENDED', 60, 60, 1000, 60000, now() - n * interval '1 hour',
                    now() - n * interval '1 hour', 60, 60000 + n, 'ended', 1, 0
                FROM generate_series(1, 20000) AS n
                """).update();
        jdbc.sql("ANALYZE sessions").update();
    }

    private String planOf(String statement) {
        return String.join(
                "\n", jdbc.sql("EXPLAIN " + statement).query(String.class).list());
    }

    @Test
    void forgettingReadsOnlyWhatMayBeForgotten() {
        assertThat(planOf(
                        "DELETE FROM sessions WHERE ended_at < now() - interval '30 days' AND charged_micro_usdc = 0"))
                .contains("sessions_by_charge")
                .doesNotContain("Seq Scan");
    }

    @Test
    void theDemandMapReadsOnlyItsPeriod() {
        assertThat(planOf("SELECT COUNT(*) FROM sessions WHERE created_at >= now() - interval '30 days'"))
                .contains("sessions_by_creation")
                .doesNotContain("Seq Scan");
    }
}
