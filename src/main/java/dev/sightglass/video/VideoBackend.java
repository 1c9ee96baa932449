// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.time.Duration;
import java.util.List;

/**
 * Makes and deletes inputs, one call each, without retries. Safe for concurrent use; every method may block for as long as
 * its backend may take, and throws {@link VideoException} where that did not do it.
 */
interface VideoBackend extends AutoCloseable {

    /** Its name in the settings and in the rows of its inputs. */
    String name();

    /**
     * Makes an input of that name.
     *
     * @param limit the longest that this may take
     */
    VideoInput create(InputName name, Duration limit);

    /** Deletes an input; that there is none is as good. */
    void delete(String ref);

    /** The inputs whose names are ours, made by whichever installation. */
    List<Found> list();

    /** Lets go of connections and threads. */
    @Override
    default void close() {}

    /** An input that the backend knows. */
    record Found(InputName name, String ref) {
        @Override
        public String toString() {
            return "Found[name=" + name + "]";
        }
    }
}
