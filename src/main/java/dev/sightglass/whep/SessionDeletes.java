// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * DELETEs WHEP sessions, and again a little later where the server did not confirm: the same outage that stalled a feed keeps its DELETE
 * from arriving, and a server may wait long before it gives up a viewer that it does not hear of.
 */
final class SessionDeletes {
    /** By then most servers have noticed themselves. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(16));

    private final Function<WhepSession, CompletionStage<Boolean>> delete;
    private final FeedScheduler scheduler;

    /** @param delete sends one DELETE and tells whether the session is gone; never fails */
    SessionDeletes(Function<WhepSession, CompletionStage<Boolean>> delete, FeedScheduler scheduler) {
        this.delete = delete;
        this.scheduler = scheduler;
    }

    /** Completes after the first DELETE, whatever came of it; further ones follow behind it. */
    CompletionStage<Boolean> delete(WhepSession session) {
        return delete(session, 0);
    }

    private CompletionStage<Boolean> delete(WhepSession session, int failures) {
        return delete.apply(session).whenComplete((gone, failure) -> {
            if (failure == null && !gone && failures < PAUSES.size()) {
                later(session, failures);
            }
        });
    }

    private void later(WhepSession session, int failures) {
        try {
            scheduler.schedule(PAUSES.get(failures), () -> delete(session, failures + 1));
        } catch (RejectedExecutionException stopped) {
            // The consumer has stopped meanwhile.
        }
    }
}
