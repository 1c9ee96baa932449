// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.time.Duration;
import java.util.List;

/**
 * What prices are made from; the values of the settings.
 *
 * @param baseMicroUsdc micro-USDC per second before any factor, 0 to a billion
 * @param dynamic whether the factors are computed; all are 1.0 if not
 * @param zones multipliers by place; the first that contains the place counts
 * @param quotes how long quotes are good, and how many there may be
 */
public record PriceList(long baseMicroUsdc, boolean dynamic, List<Zone> zones, Quotas quotes) {

    /** Takes its own copy of the zones. */
    public PriceList {
        zones = List.copyOf(zones);
    }

    /**
     * The bounds of quotes.
     *
     * @param ttl how long one is good
     * @param perWorkspace how many unexpired ones a workspace may hold
     */
    public record Quotas(Duration ttl, int perWorkspace) {}

    /** Basis points of the zone that the place is in, 10000 outside all of them. */
    int corridorAt(Place place) {
        return zones.stream()
                .filter(zone -> zone.contains(place))
                .findFirst()
                .map(Zone::basisPoints)
                .orElse(Rate.ONE);
    }
}
