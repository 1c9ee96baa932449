// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

/** Tells who offers and who asks. Safe for concurrent use. */
interface Market {

    /** What goes on around that place now. */
    Traffic around(Place place);
}
