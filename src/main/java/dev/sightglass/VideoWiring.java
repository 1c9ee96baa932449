// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.Envelopes;
import dev.sightglass.api.video.VideoSteps;
import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.VideoSettings;
import dev.sightglass.session.SessionListener;
import dev.sightglass.session.Sessions;
import dev.sightglass.video.Video;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The video backend, and the steps of {@code routes/video.camel.yaml}. */
@Configuration(proxyBeanMethods = false)
class VideoWiring {

    @Bean
    @DependsOnDatabaseInitialization
    Video video(VideoSettings settings, DataSource database, AddressPolicy addresses, Clock clock) {
        return Video.of(settings, new Video.Surroundings(database, addresses, clock));
    }

    @Bean
    SessionListener releaseInputOfClosedSession(Video video) {
        return session -> {
            if (session.videoBackendRef() != null) {
                video.inputs().releaseOf(session.id());
            }
        };
    }

    @Bean
    VideoSteps videoSteps(Sessions sessions, Video video, Envelopes envelopes) {
        return new VideoSteps(sessions, video.inputs(), envelopes);
    }

    @Bean("start-session")
    Processor startSession(VideoSteps steps) {
        return steps.start();
    }

    @Bean("leave-feed-if-over")
    Processor leaveFeedIfOver(Sessions sessions, ProducerTemplate camel) {
        return new StartedFeed(sessions, camel);
    }

    @Bean("answer-started")
    Processor answerStarted(VideoSteps steps) {
        return steps.answerStarted();
    }

    @Bean("answer-viewer-token")
    Processor answerViewerToken(VideoSteps steps) {
        return steps.answerViewerToken();
    }

    @Bean("answer-producer-token")
    Processor answerProducerToken(VideoSteps steps) {
        return steps.answerProducerToken();
    }

    /** What only the backend knows of is looked for once per process, in the background, since a start need not wait for it. */
    @Bean("tidy-inputs")
    Processor tidyInputs(Video video) {
        AtomicBoolean adopted = new AtomicBoolean();
        return exchange -> {
            if (adopted.compareAndSet(false, true)) {
                video.tidier().adopt();
            }
            video.tidier().tidy();
        };
    }
}
