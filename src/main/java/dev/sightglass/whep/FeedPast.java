// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

/**
 * What a session had before it is subscribed.
 *
 * @param epochs number of its last epoch in an earlier process, from which to count on; 0 if it had none
 * @param resumed whether it was subscribed in an earlier process: then it is let in whatever the load, since it was before, and connects
 *     in its turn, since it comes with all the others
 */
public record FeedPast(long epochs, boolean resumed) {

    /** Of a session that is new. */
    public static final FeedPast NONE = new FeedPast(0, false);
}
