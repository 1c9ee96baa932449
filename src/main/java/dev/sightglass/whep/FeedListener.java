// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

/** Hears of one feed, one call at a time, on a scheduler thread; must only hand over. */
interface FeedListener {

    /** The feed came into the state of {@code status}. */
    void changed(FeedStatus status);

    /** The first frame of {@code epoch} is in the slot; after the change to {@link FeedState#LIVE}. */
    void firstFrame(long epoch);

    /** The feed's connection was to be replaced by a new one, which could not be had; the old one stays. */
    void notRenewed(String reason);
}
