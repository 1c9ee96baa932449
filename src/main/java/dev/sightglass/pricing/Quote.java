// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A promise of a rate, for one session of one workspace, if it is created in time. Immutable, in the database as well.
 *
 * @param id names it; random, since who knows it may use it
 * @param request what it was asked for
 * @param rate what a second costs
 * @param expiresAt first moment at which it is not valid any more; whole milliseconds, as on the wire
 */
public record Quote(UUID id, QuoteRequest request, Rate rate, Instant expiresAt) {

    /** Cuts the instant to milliseconds, so that database and wire agree. */
    public Quote {
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Micro-USDC for the whole of the duration asked for: the most that the session can cost. */
    public long totalMicroUsdc() {
        return Math.multiplyExact(rate.perSecondMicroUsdc(), request.durationSeconds());
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
