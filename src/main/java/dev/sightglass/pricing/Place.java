// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

/**
 * A point on the earth.
 *
 * @param lat degrees, -90 to 90
 * @param lng degrees, -180 to 180
 */
public record Place(double lat, double lng) {

    /** The mean radius (IUGG), in metres. */
    static final double EARTH_RADIUS_METERS = 6_371_008.8;

    /** Refuses what is no point on the earth, NaN included. */
    public Place {
        if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) {
            throw new IllegalArgumentException("no place on the earth");
        }
    }

    /** Great-circle distance in metres, by the haversine formula, which keeps its precision over short distances. */
    double metersTo(Place other) {
        double north = Math.sin(Math.toRadians(other.lat - lat) / 2);
        double east = Math.sin(Math.toRadians(other.lng - lng) / 2);
        double haversine =
                north * north + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * east * east;
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(haversine)));
    }
}
