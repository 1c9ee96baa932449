// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps account of the WHEP sessions that are open on servers, so that those of a process that died can be ended by another one. Safe
 * for concurrent use; never blocks, never throws.
 */
public interface SessionJournal {

    /** Keeps none. */
    SessionJournal NONE = new SessionJournal() {
        @Override
        public CompletionStage<Void> opened(WhepSession session) {
            return CompletableFuture.allOf();
        }

        @Override
        public CompletionStage<Void> ended(WhepSession session, boolean confirmed) {
            return CompletableFuture.allOf();
        }
    };

    /**
     * A server made a session. Its answer is used only when the result is complete, so that no session that ever connects goes
     * unrecorded; one whose answer was never used the server ends by itself.
     *
     * @return completes, never exceptionally, at the latest when there is no use in waiting longer
     */
    CompletionStage<Void> opened(WhepSession session);

    /**
     * A session was DELETEd.
     *
     * @param confirmed whether the server said that it is gone; if not, it may be open still
     * @return as {@link #opened}
     */
    CompletionStage<Void> ended(WhepSession session, boolean confirmed);
}
