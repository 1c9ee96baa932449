// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

/** A moment in a data store's history: what begins to be read then sees at least this. Immutable. */
interface ReadPoint {
    /** Whether what a token names was visible then; false for a token of another data store. */
    boolean covers(ConsistencyToken token);
}
