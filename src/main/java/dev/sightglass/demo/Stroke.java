// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

/**
 * A straight pen stroke with round ends.
 *
 * @param x1 column of the start
 * @param y1 row of the start
 * @param x2 column of the end
 * @param y2 row of the end
 */
record Stroke(double x1, double y1, double x2, double y2) {

    /** The stroke enlarged by {@code factor} about the origin, then moved. */
    Stroke placed(double factor, double dx, double dy) {
        return new Stroke(x1 * factor + dx, y1 * factor + dy, x2 * factor + dx, y2 * factor + dy);
    }

    /** Distance of a point from the nearest point of the pen's path. */
    double distance(double x, double y) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length2 = dx * dx + dy * dy;
        double along = length2 == 0 ? 0 : ((x - x1) * dx + (y - y1) * dy) / length2;
        double t = Math.max(0, Math.min(1, along));
        return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
    }
}
