// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

/**
 * A circle in which the rate is multiplied: a corridor of the contract.
 *
 * @param centre its middle
 * @param radiusMeters how far it reaches
 * @param basisPoints the multiplier, 10000 is 1.0
 */
public record Zone(Place centre, int radiusMeters, int basisPoints) {

    boolean contains(Place place) {
        return centre.metersTo(place) <= radiusMeters;
    }
}
