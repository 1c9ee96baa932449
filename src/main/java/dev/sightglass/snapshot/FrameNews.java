// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/** Tells of newer frames, for those who wait. Safe for concurrent use; nothing here blocks. */
@FunctionalInterface
public interface FrameNews {

    /**
     * Calls {@code newer} soon after each frame that became the newest of a session, and once when the session is over or loses its
     * feed. Calls of one listener never overlap; those that come while it runs are united into one. Not on a native thread.
     *
     * @return ends the calls; harmless when called twice
     */
    Runnable subscribe(String sessionId, Runnable newer);
}
