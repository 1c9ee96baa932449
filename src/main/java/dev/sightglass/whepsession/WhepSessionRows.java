// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whepsession;

import dev.sightglass.cipher.DataCipher;
import dev.sightglass.whep.client.WhepSession;
import dev.sightglass.whepsession.WhepSessionSecrets.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code whep_sessions}, H2 or PostgreSQL, in SQL that both understand. Blocks. */
final class WhepSessionRows {
    private final JdbcClient jdbc;
    private final WhepSessionSecrets secrets;

    WhepSessionRows(DataSource database, DataCipher cipher) {
        this.jdbc = JdbcClient.create(database);
        this.secrets = new WhepSessionSecrets(cipher);
    }

    /** A session that is open. A server that names the same URL twice has one session. */
    void add(WhepSession session, Instant now) {
        Sealed sealed = secrets.seal(session);
        jdbc.sql("""
                INSERT INTO whep_sessions (url_hash, url, token, state, attempts, next_try_at)
                SELECT :hash, CAST(:url AS VARCHAR), CAST(:token AS VARCHAR), 'OPEN', 0, CAST(:now AS TIMESTAMP WITH TIME ZONE)
                WHERE NOT EXISTS (SELECT 1 FROM whep_sessions WHERE url_hash = :hash)
                """)
                .param("hash", sealed.hash())
                .param("url", sealed.url())
                .param("token", sealed.token())
                .param("now", time(now))
                .update();
    }

    /** A session that is gone. */
    void forget(String hash) {
        jdbc.sql("DELETE FROM whep_sessions WHERE url_hash = :hash")
                .param("hash", hash)
                .update();
    }

    /** A session that may be open still: to be DELETEd again, at once if it never was, else after {@code next}. */
    void leave(String hash, Instant next) {
        jdbc.sql("""
                UPDATE whep_sessions SET state = 'LEFT', attempts = attempts + 1, next_try_at = :next
                WHERE url_hash = :hash
                """).param("next", time(next)).param("hash", hash).update();
    }

    /** All that are open were opened by an earlier process. Returns how many there were. */
    int leaveAll(Instant now) {
        return jdbc.sql("UPDATE whep_sessions SET state = 'LEFT', next_try_at = :now")
                .param("now", time(now))
                .update();
    }

    /** Those to be DELETEd by now, the longest due first. */
    List<WhepSessionRow> due(Instant now, int most) {
        return jdbc.sql("""
                SELECT * FROM whep_sessions WHERE state = 'LEFT' AND next_try_at <= :now
                ORDER BY next_try_at, url_hash FETCH FIRST :most ROWS ONLY
                """)
                .param("now", time(now))
                .param("most", most)
                .query(this::row)
                .list();
    }

    private WhepSessionRow row(ResultSet row, int number) throws SQLException {
        return new WhepSessionRow(row.getString("url_hash"), secrets.session(row), row.getInt("attempts"));
    }

    /** The column counts milliseconds, and rounds: what is due now must be so in the next statement. */
    private static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
