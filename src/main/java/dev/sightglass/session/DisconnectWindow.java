// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a feed was not connected.
 *
 * @param from its first moment
 * @param to the moment after its last; null while it is open
 */
public record DisconnectWindow(Instant from, @Nullable Instant to) {

    /** Whether one that begins no earlier than this one begins before this is over, or right then. */
    boolean reaches(DisconnectWindow later) {
        return to == null || !later.from.isAfter(to);
    }

    /** This window and one that begins in it, as one. */
    DisconnectWindow and(DisconnectWindow later) {
        Instant end = to == null || later.to == null ? null : later.to.isAfter(to) ? later.to : to;
        return new DisconnectWindow(from, end);
    }
}
