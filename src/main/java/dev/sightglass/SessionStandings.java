// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.session.Session;
import dev.sightglass.session.SessionNotFoundException;
import dev.sightglass.session.Sessions;
import dev.sightglass.snapshot.Standing;
import dev.sightglass.snapshot.Standings;

/** Where sessions stand, for those who wait for their frames. Mostly from memory, as polls ask too. */
final class SessionStandings implements Standings {

    private final Sessions sessions;

    SessionStandings(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Standing of(String sessionId) {
        try {
            return switch (sessions.find(Session.parseId(sessionId)).state()) {
                case REQUESTED -> Standing.NOT_STARTED;
                case ASSIGNED, PAUSED -> Standing.WARMING_UP;
                case LIVE -> Standing.LIVE;
                case ENDED, EXPIRED, CANCELLED -> Standing.ENDED;
            };
        } catch (SessionNotFoundException e) {
            return Standing.ENDED;
        }
    }
}
