// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.platform.FrameSettings;
import dev.sightglass.platform.MetricNames;
import dev.sightglass.session.SessionListener;
import dev.sightglass.session.Sessions;
import dev.sightglass.snapshot.FrameNews;
import dev.sightglass.snapshot.FreshestSnapshot;
import dev.sightglass.snapshot.NextSnapshot;
import dev.sightglass.snapshot.Standings;
import dev.sightglass.whep.WhepFeeds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextClosedEvent;

/** Waiting for a frame: who tells of it, and what wakes those who wait. */
@Configuration(proxyBeanMethods = false)
class WaitingWiring {

    @Bean
    FrameNews frameNews(WhepFeeds feeds) {
        return feeds::watch;
    }

    /** Beside the route that leaves the feed: those who wait are to hear of it whatever becomes of that. */
    @Bean
    SessionListener wakeWaitersOfClosedSession(WhepFeeds feeds) {
        return session -> feeds.tellWatchers(session.id().toString());
    }

    @Bean
    Standings standings(Sessions sessions) {
        return new SessionStandings(sessions);
    }

    @Bean
    WaitingThreads waitingThreads() {
        return new WaitingThreads();
    }

    @Bean
    @Primary
    NextSnapshot nextSnapshots(FreshestSnapshot freshest, NextSnapshot.Means means) {
        return new NextSnapshot(freshest, means);
    }

    @Bean
    NextSnapshot.Means waitingMeans(
            FrameNews news, Standings standings, WaitingThreads threads, FrameSettings settings) {
        return new NextSnapshot.Means(
                news, standings, threads.answers(), threads.size(), threads, settings.maxWaiters());
    }

    /** Before the web server stops, which waits for answers under way. */
    @Bean
    ApplicationListener<ContextClosedEvent> answerWaitersBeforeTheEnd(NextSnapshot snapshots) {
        return event -> snapshots.close();
    }

    @Bean
    MeterBinder waitingMetrics(NextSnapshot snapshots) {
        return metrics -> Gauge.builder(MetricNames.FRAME_WAITERS, snapshots, NextSnapshot::waiting)
                .description("Answers that are held back for a newer frame now")
                .register(metrics);
    }
}
