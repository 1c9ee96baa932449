// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

/** Decides whether the machine can take one feed more. Called under a lock: must not block. */
@FunctionalInterface
public interface FeedAdmission {

    /** Lets everybody in. */
    FeedAdmission ALL = () -> true;

    /** Asks for one feed, which counts from now on if the answer is yes. */
    boolean admit();
}
