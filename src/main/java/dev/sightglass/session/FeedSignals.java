// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import dev.sightglass.session.FeedSignal.Kind;
import dev.sightglass.session.FeedSignal.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The signals of feeds in a database: a set that only grows until its entries are too old to matter. What was added is durable
 * when the method returns. Safe for concurrent use.
 */
public final class FeedSignals {
    private static final long NANOS = 1_000_000_000L;
    private static final String SAME = "subject = :subject AND source = :source AND kind = :kind AND at_nanos = :at";

    private final JdbcClient jdbc;

    FeedSignals(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Those in a database that has our tables. */
    public static FeedSignals stored(DataSource dataSource) {
        return new FeedSignals(dataSource);
    }

    /**
     * Adds a signal.
     *
     * @param subject the video backend's id of the input, or a session's id as text
     * @return whether it is new; false, and nothing changes, if it was added before
     * @throws ArithmeticException if its moment is not between 1678 and 2261
     */
    public boolean add(String subject, FeedSignal signal) {
        try {
            return jdbc.sql("INSERT INTO feed_events (subject, source, kind, at_nanos)"
                                    + " SELECT CAST(:subject AS VARCHAR), CAST(:source AS VARCHAR),"
                                    + " CAST(:kind AS VARCHAR), CAST(:at AS BIGINT)"
                                    + " WHERE NOT EXISTS (SELECT 1 FROM feed_events WHERE " + SAME + ")")
                            .param("subject", subject)
                            .param("source", nameOf(signal.source()))
                            .param("kind", signal.kind().name())
                            .param("at", nanos(signal.at()))
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            // Another thread added the same between our look and our insert.
            return false;
        }
    }

    /** The moment of the newest signal of that subject by that source; empty if there is none. */
    public Optional<Instant> newest(String subject, Source source) {
        return jdbc.sql("SELECT MAX(at_nanos) FROM feed_events WHERE subject = :subject AND source = :source")
                .param("subject", subject)
                .param("source", nameOf(source))
                .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single()
                .map(FeedSignals::instant);
    }

    /** All signals of those subjects, in no order. */
    List<FeedSignal> of(Collection<String> subjects) {
        return jdbc.sql("SELECT source, kind, at_nanos FROM feed_events WHERE subject IN (:subjects)")
                .param("subjects", subjects)
                .query((row, number) -> new FeedSignal(
                        Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                        Kind.valueOf(row.getString("kind")),
                        instant(row.getLong("at_nanos"))))
                .list();
    }

    /** Forgets signals of before that moment. */
    void forgetBefore(Instant moment) {
        jdbc.sql("DELETE FROM feed_events WHERE at_nanos < ?")
                .param(nanos(moment))
                .update();
    }

    private static String nameOf(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
