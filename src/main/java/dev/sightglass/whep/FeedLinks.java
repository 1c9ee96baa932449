// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.PeerConnectionListener;

/** Makes links. */
@FunctionalInterface
interface FeedLinks {

    /** Prepares a link that will put its frames into {@code slot}; contacts nobody yet. */
    FeedLink open(WhepSource source, FrameSlot slot, PeerConnectionListener listener);
}
