// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.load;

/** What the process has done so far. Each is read once a second and must not block. */
public interface Work {

    /** CPU time of the process in nanoseconds, all threads together. */
    long cpuNanos();

    /** Time spent in decoders in nanoseconds, by the wall clock, all feeds together. */
    long decodeNanos();

    /** Feeds that are joined now. */
    int feeds();
}
