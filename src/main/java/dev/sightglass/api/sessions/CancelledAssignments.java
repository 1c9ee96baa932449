// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.sessions;

import dev.sightglass.session.Session;
import java.util.List;

/**
 * What a workspace gave up, on the wire.
 *
 * @param count how many sessions
 * @param cancelled their ids, oldest first
 */
record CancelledAssignments(int count, List<String> cancelled) {

    static CancelledAssignments of(List<Session> sessions) {
        return new CancelledAssignments(
                sessions.size(),
                sessions.stream().map(session -> session.id().toString()).toList());
    }
}
