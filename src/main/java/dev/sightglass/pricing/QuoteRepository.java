// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where quotes are kept until they are used or forgotten. Safe for concurrent use. */
interface QuoteRepository {

    /**
     * Keeps a quote unless its workspace holds too many.
     *
     * @param now quotes that expire later than this are counted
     * @param most how many of them a workspace may hold; calls at the same moment may exceed it by their number
     * @return whether it was kept
     */
    boolean add(Quote quote, Instant now, int most);

    /** The quote of that id and workspace, be it expired, unless it was used or forgotten. */
    Optional<Quote> find(UUID id, String workspaceId);

    /**
     * Uses up a quote of that workspace that has not expired.
     *
     * @return whether this call did: true for one caller only, in all processes
     */
    boolean use(UUID id, String workspaceId, Instant now);

    /** Forgets quotes that expired before that moment. */
    void forgetExpiredBefore(Instant moment);
}
