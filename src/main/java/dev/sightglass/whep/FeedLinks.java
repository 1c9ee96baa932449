// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.PeerConnectionListener;

/** Makes links. */
@FunctionalInterface
interface FeedLinks {

    /** Prepares a link that will put its frames into the slot of {@code target}; contacts nobody yet. */
    FeedLink open(FeedTarget target, PeerConnectionListener listener);
}
