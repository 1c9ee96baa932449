// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.session.Session;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.WhepFeeds;
import dev.sightglass.whep.client.WhepSource;
import java.util.UUID;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Feeds that are joined though their session is over, or that never had one. */
@ShippedApplication
class ClosedFeedsIT {
    private static final WhepSource NOWHERE = WhepSource.of("http://127.0.0.1:9/whep", null);

    @Autowired
    Api api;

    @Autowired
    Sessions sessions;

    @Autowired
    WhepFeeds feeds;

    @Autowired
    ProducerTemplate camel;

    @Autowired
    @Qualifier("leave-closed-feeds") Processor leaveClosedFeeds;

    @Test
    void areLeftIfTheSessionWasClosedBeforeItsFeedWasJoined() throws Exception {
        Session session = sessions.find(UUID.fromString(api.open(Api.onNothing())));
        String id = session.id().toString();
        sessions.cancel(session.id());
        camel.sendBody("direct:start-feed", session);
        assertThat(feeds.sessions()).contains(id);

        leaveClosedFeeds.process(null);

        assertThat(feeds.sessions()).doesNotContain(id);
    }

    @Test
    void stayIfTheSessionIsOpen() throws Exception {
        String id = api.open(Api.onNothing());

        leaveClosedFeeds.process(null);

        assertThat(feeds.sessions()).contains(id);
        sessions.cancel(UUID.fromString(id));
    }

    @Test
    void stayIfARouteJoinedThemOnItsOwn() throws Exception {
        String unknown = UUID.randomUUID().toString();
        feeds.subscribe("garden", NOWHERE);
        feeds.subscribe(unknown, NOWHERE);

        leaveClosedFeeds.process(null);

        assertThat(feeds.sessions()).contains("garden", unknown);
        feeds.unsubscribe("garden");
        feeds.unsubscribe(unknown);
    }
}
