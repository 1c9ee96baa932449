// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/**
 * One try at a file within a bound of bytes.
 *
 * @param size of the file, upright
 * @param quality 1 to 100
 */
record Attempt(Size size, int quality) {

    /** This attempt with the bytes it came to. */
    Outcome cameTo(int bytes) {
        return new Outcome(this, bytes);
    }

    /** An attempt and the bytes it came to. */
    record Outcome(Attempt attempt, int bytes) {}
}
