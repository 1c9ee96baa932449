// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.session.FeedSignals;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionLimits;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import dev.sightglass.testdb.OnH2;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Feeds that are always to be open, where there is no room for them. */
@ExtendWith(OnH2.class)
class StandingFeedsIT {
    private final Sessions sessions;
    private final StandingFeeds feeds;
    private final List<Session> joined = new ArrayList<>();
    private boolean room;

    StandingFeedsIT(DataSource database) {
        Clock clock = Clock.fixed(Instant.parse("2026-05-13T12:00:00Z"), ZoneOffset.UTC);
        SessionLimits limits = new SessionLimits(Duration.ofSeconds(300), 3600, 1000, Duration.ofHours(1));
        sessions = Sessions.stored(database, clock, limits, session -> {});
        FeedPlans plans = new FeedPlans(
                List.of(new FeedPlan(
                        "gate", null, "cats", FeedSource.of(URI.create("https://cam.example/whep"), null))),
                List.of(),
                null);
        InputEvents opener =
                new InputEvents(sessions, FeedSignals.stored(database), plans, new InputEvents.Terms(clock, 600));
        feeds = new StandingFeeds(plans, sessions, opener, joined::add, () -> room);
    }

    @Test
    void waitWithoutLeavingSessionsBehindUntilThereIsRoom() {
        feeds.keep();
        feeds.keep();
        assertThat(sessions.findByFeed("gate")).isEmpty();
        assertThat(sessions.counts().getOrDefault(SessionState.CANCELLED, 0)).isZero();

        room = true;
        feeds.keep();
        feeds.keep();

        assertThat(joined)
                .singleElement()
                .satisfies(session ->
                        assertThat(sessions.findByFeed("gate")).map(Session::id).contains(session.id()));
    }
}
