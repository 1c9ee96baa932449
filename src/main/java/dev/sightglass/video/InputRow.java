// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import org.jspecify.annotations.Nullable;

/**
 * An input that there is something to do about.
 *
 * @param ref what the backend calls it; null while WANTED
 * @param attempts times that it was tried before
 */
record InputRow(InputName name, @Nullable String ref, State state, int attempts) {

    /** Where an input is in its life. */
    enum State {
        /** Asked for; whether it was made is not known. */
        WANTED,
        /** Made for its session. */
        IN_USE,
        /** Nobody needs it. */
        TO_DELETE
    }

    @Override
    public String toString() {
        return "InputRow[name=" + name + ", state=" + state + ", attempts=" + attempts + "]";
    }
}
