// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

/**
 * What a price is asked for.
 *
 * @param workspaceId who asks
 * @param place where
 * @param durationSeconds how long at most, in seconds; at least 1
 */
public record QuoteRequest(String workspaceId, Place place, int durationSeconds) {

    /** How far from the quoted place a session may be: clients round coordinates, to three or four digits mostly. */
    private static final double NEAR_METERS = 100;

    /** Whether a price for this is one for {@code wish} too: about the same place, and no longer. */
    boolean covers(QuoteRequest wish) {
        return wish.durationSeconds <= durationSeconds && place.metersTo(wish.place) <= NEAR_METERS;
    }
}
