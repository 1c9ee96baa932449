// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Which picture of a session is wanted.
 *
 * @param sessionId of which session
 * @param variant how the frame is to be encoded
 * @param maxAge how long ago it may have been decoded when it is answered; the limit of the settings holds besides
 * @param longestWait how long to hold the answer back for a picture that satisfies the request; zero not at all
 * @param known says of an {@link Snapshot#etag() entity tag}, quotes included, whether the asker has that picture. With a wait, one
 *     that is not known is waited for; when the time is up, or without a wait, a known one is the answer
 * @param payer on whose account an encode goes, if there must be one
 */
public record SnapshotRequest(
        String sessionId,
        Variant variant,
        Duration maxAge,
        Duration longestWait,
        Predicate<String> known,
        Payer payer) {

    /** The newest picture at once, whether the asker has it or not. */
    public static SnapshotRequest now(String sessionId, Variant variant, Duration maxAge, Payer payer) {
        return new SnapshotRequest(sessionId, variant, maxAge, Duration.ZERO, etag -> false, payer);
    }
}
