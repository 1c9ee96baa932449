// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.api.frame.FrameAsks;
import dev.sightglass.api.stream.StreamSteps;
import dev.sightglass.api.stream.Streams;
import dev.sightglass.platform.MetricNames;
import dev.sightglass.platform.StreamSettings;
import dev.sightglass.session.SessionListener;
import dev.sightglass.session.SessionNotFoundException;
import dev.sightglass.session.Sessions;
import dev.sightglass.snapshot.FrameNews;
import dev.sightglass.snapshot.Snapshots;
import dev.sightglass.whep.WhepConstants;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.UUID;
import org.apache.camel.Processor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of {@code routes/streams.camel.yaml}, and how they hear of sessions. */
@Configuration(proxyBeanMethods = false)
class StreamWiring {

    /** Its alarms are no bean: one executor among the beans would stand in for Boot's own. */
    @Bean
    Streams streams(Snapshots snapshots, FrameNews news, StreamSettings settings) {
        return new Streams(snapshots, news, StreamThreads.alarms(), settings.maxViewers());
    }

    @Bean
    StreamEnd streamEnd(Streams streams) {
        return new StreamEnd(streams);
    }

    /** Asked for late, since the feeds that streams watch come up with the sessions that this listens to. */
    @Bean
    SessionListener endStreamsOfClosedSession(ObjectProvider<Streams> streams) {
        return session -> streams.getObject().changed(session);
    }

    /** How a session's feed stands was stored by the step before. */
    @Bean("announce-session")
    Processor announceSession(Sessions sessions, Streams streams) {
        return exchange -> {
            try {
                streams.changed(sessions.find(
                        UUID.fromString(exchange.getMessage().getHeader(WhepConstants.SESSION_ID, String.class))));
            } catch (SessionNotFoundException | IllegalArgumentException e) {
                // A feed of a route's own, without a session: nobody can read its events.
                exchange.setProperty("SightglassFeedWithoutSession", true);
            }
        };
    }

    @Bean
    StreamSteps streamSteps(FrameAsks asks, Streams streams, ObjectMapper json) {
        return StreamSteps.of(asks, streams, json);
    }

    @Bean("stream-pictures")
    Processor streamPictures(StreamSteps steps) {
        return steps.mjpeg();
    }

    @Bean("end-unwelcome-streams")
    Processor endUnwelcomeStreams(Streams streams) {
        return exchange -> streams.endUnwelcome();
    }

    @Bean("stream-events")
    Processor streamEvents(StreamSteps steps) {
        return steps.events();
    }

    @Bean
    MeterBinder streamMetrics(Streams streams) {
        return metrics -> {
            Gauge.builder(MetricNames.STREAM_READERS, streams, Streams::readers)
                    .description("Readers of streams at this moment")
                    .register(metrics);
            FunctionCounter.builder(MetricNames.STREAM_FRAMES_SKIPPED, streams, Streams::skippedFrames)
                    .description("Frames that readers of streams were not shown")
                    .register(metrics);
        };
    }
}
