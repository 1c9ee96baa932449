// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import dev.sightglass.snapshot.FrameNotAvailableException.Reason;

/** Whether a session has frames to serve. */
public enum Standing {
    /** Nobody has started it yet. */
    NOT_STARTED,
    /** Started; no frame of it is served yet. */
    WARMING_UP,
    /** Its frames are served. */
    LIVE,
    /** Over, or unknown: there is nothing to wait for. */
    ENDED;

    /** Why there is no picture, once it turned out that there is none. */
    FrameNotAvailableException failure() {
        return new FrameNotAvailableException(
                switch (this) {
                    case NOT_STARTED -> Reason.NOT_STARTED;
                    case WARMING_UP, LIVE -> Reason.WARMING_UP;
                    case ENDED -> Reason.ENDED;
                });
    }
}
