// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import dev.sightglass.session.Course;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.FeedStatus;
import dev.sightglass.session.Media;
import dev.sightglass.session.Parties;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Terms;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** A session whose state and feed matter, and nothing else. */
final class SomeSession {

    private SomeSession() {}

    static Session of(UUID id, SessionState state, FeedStatus feed) {
        return new Session(
                id,
                state,
                new Parties("cats", "cats", null),
                new Terms(60, 300, 0, 0, Instant.EPOCH, null, null),
                new Course(Instant.EPOCH, null, 0, 0, null),
                new Media(FeedSource.of(URI.create("http://127.0.0.1:9/whep"), null), null, null, null),
                feed);
    }

    /** LIVE, its feed in that epoch; another epoch is a change. */
    static Session live(UUID id, long epoch) {
        return of(id, SessionState.LIVE, new FeedStatus("live", null, epoch, 0));
    }
}
