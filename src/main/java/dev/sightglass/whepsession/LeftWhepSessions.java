// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whepsession;

import dev.sightglass.whep.client.WhepSession;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends WHEP sessions that nobody looks at any more: of a process that was killed, or whose DELETE was not confirmed. Tries each a few
 * times over minutes, then leaves it to the server. Safe for concurrent use.
 */
public final class LeftWhepSessions {
    private static final Logger LOG = LoggerFactory.getLogger(LeftWhepSessions.class);
    /** At the same time: a hundred of them may be one server's. */
    private static final int AT_ONCE = 16;
    /** Every ten seconds one: a server that restarts is back by then, and one that is gone has no session either. */
    private static final int MOST_ATTEMPTS = 12;

    private final OpenWhepSessions journal;
    private final Function<WhepSession, CompletionStage<Boolean>> delete;

    /** @param delete ends a session on its server and tells the journal; completes in bounded time, never fails */
    public LeftWhepSessions(OpenWhepSessions journal, Function<WhepSession, CompletionStage<Boolean>> delete) {
        this.journal = journal;
        this.delete = delete;
    }

    /**
     * DELETEs those that are due, some at a time. Reads the database, on the caller's thread first.
     *
     * @return completes when each was tried
     */
    public CompletionStage<Void> end() {
        List<WhepSessionRow> due = journal.rows().due(journal.clock().instant(), AT_ONCE);
        CompletableFuture<?>[] tried =
                due.stream().map(row -> end(row).toCompletableFuture()).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(tried);
        return due.size() < AT_ONCE ? all : all.thenComposeAsync(done -> end());
    }

    private CompletionStage<?> end(WhepSessionRow row) {
        WhepSession session = row.session();
        if (session == null || row.attempts() >= MOST_ATTEMPTS) {
            LOG.warn("event=whep-session-given-up session={} attempts={}", row.hash(), row.attempts());
            return journal.givenUp(row);
        }
        return delete.apply(session);
    }
}
