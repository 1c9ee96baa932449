// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whepsession;

import dev.sightglass.cipher.DataCipher;
import dev.sightglass.cipher.SecretColumns;
import dev.sightglass.whep.client.SessionJournal;
import dev.sightglass.whep.client.WhepSession;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in the database. Written by one thread in the order of what happened; a database that is away costs the record, never a
 * feed.
 */
public final class OpenWhepSessions implements SessionJournal {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWhepSessions.class);
    /** A commit takes a few milliseconds; a feed waits for one no longer than this. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    /** Pause before a DELETE that was not confirmed is tried again. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final WhepSessionRows rows;
    private final Executor writer;
    private final Clock clock;

    /**
     * Takes over what an earlier process left open, which {@link LeftWhepSessions} ends. One process per database.
     *
     * @param cipher seals URLs and tokens
     * @param writer of one thread, bounded; the caller closes it
     */
    public OpenWhepSessions(DataSource database, DataCipher cipher, Executor writer, Clock clock) {
        this.rows = new WhepSessionRows(database, cipher);
        this.writer = writer;
        this.clock = clock;
        int left = rows.leaveAll(clock.instant());
        if (left > 0) {
            LOG.info("event=whep-sessions-found sessions={}", left);
        }
    }

    /** What of its table is sealed. */
    public static SecretColumns secretColumns() {
        return WhepSessionSecrets.COLUMNS;
    }

    @Override
    public CompletionStage<Void> opened(WhepSession session) {
        return write(WhepSessionSecrets.hashOf(session), () -> rows.add(session, clock.instant()));
    }

    @Override
    public CompletionStage<Void> ended(WhepSession session, boolean confirmed) {
        String hash = WhepSessionSecrets.hashOf(session);
        return write(hash, () -> {
            if (confirmed) {
                rows.forget(hash);
            } else {
                rows.leave(hash, clock.instant().plus(AGAIN));
            }
        });
    }

    /** Nobody tries any more to end it. */
    CompletionStage<Void> givenUp(WhepSessionRow row) {
        return write(row.hash(), () -> rows.forget(row.hash()));
    }

    WhepSessionRows rows() {
        return rows;
    }

    Clock clock() {
        return clock;
    }

    private CompletableFuture<Void> write(String hash, Runnable statement) {
        try {
            return CompletableFuture.runAsync(statement, writer)
                    .exceptionally(failure -> {
                        unrecorded(hash, failure);
                        return null;
                    })
                    .completeOnTimeout(null, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException full) {
            unrecorded(hash, full);
            return CompletableFuture.allOf();
        }
    }

    /** The class only: a message of the database's may quote the row. */
    private static void unrecorded(String hash, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        LOG.warn(
                "event=whep-session-unrecorded session={} error={}",
                hash,
                cause.getClass().getName());
    }
}
