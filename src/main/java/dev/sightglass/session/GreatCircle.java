// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/** Distances on the earth taken as a sphere. */
final class GreatCircle {
    /** The mean radius (IUGG), in metres. */
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    private GreatCircle() {}

    /** Metres between two points given in degrees, by the haversine formula, which is exact for near ones too. */
    static double meters(double lat1, double lng1, double lat2, double lng2) {
        double lat = Math.sin(Math.toRadians(lat2 - lat1) / 2);
        double lng = Math.sin(Math.toRadians(lng2 - lng1) / 2);
        double haversine = lat * lat + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * lng * lng;
        // Rounding may take it a hair above 1 for antipodes.
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(Math.min(1, haversine)));
    }
}
