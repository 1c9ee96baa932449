// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.util.List;

/** Hears of sessions that are over, so that their feeds are let go. */
@FunctionalInterface
public interface SessionListener {
    /**
     * Told once for every session that reached a terminal state, by whatever way, and never twice. Called on the thread that
     * closed the session (a request's, the sweeper's) after the new state is stored: return soon. What it throws is
     * logged by class name and does not undo the closing.
     */
    void closed(Session session);

    /** One that tells each of these, in that order, also when one before it throws; then throws what the first one threw. */
    static SessionListener all(List<SessionListener> listeners) {
        List<SessionListener> each = List.copyOf(listeners);
        return session -> {
            RuntimeException first = null;
            for (SessionListener listener : each) {
                try {
                    listener.closed(session);
                } catch (RuntimeException e) {
                    first = first == null ? e : first;
                }
            }
            if (first != null) {
                throw first;
            }
        };
    }
}
