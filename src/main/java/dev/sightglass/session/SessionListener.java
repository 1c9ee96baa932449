// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/** Hears of sessions that are over, so that their feeds are let go. */
@FunctionalInterface
public interface SessionListener {
    /**
     * Told once for every session that reached a terminal state, by whatever way, and never twice. Called on the thread that
     * closed the session (a request's, the sweeper's) after the new state is stored: return soon. What it throws is
     * logged by class name and does not undo the closing.
     */
    void closed(Session session);
}
