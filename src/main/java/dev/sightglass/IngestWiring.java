// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.load.Capacity;
import dev.sightglass.picture.Colors;
import dev.sightglass.picture.JpegLibrary;
import dev.sightglass.picture.PictureEncoder;
import dev.sightglass.picture.PictureNatives;
import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.ContractException;
import dev.sightglass.platform.IngestSettings;
import dev.sightglass.platform.MetricNames;
import dev.sightglass.platform.PictureSettings;
import dev.sightglass.session.SessionListener;
import dev.sightglass.session.Sessions;
import dev.sightglass.snapshot.FrameSource;
import dev.sightglass.snapshot.Variant;
import dev.sightglass.vision.VisionModels;
import dev.sightglass.whep.WhepComponent;
import dev.sightglass.whep.WhepConstants;
import dev.sightglass.whep.WhepFeeds;
import dev.sightglass.whep.client.SessionJournal;
import dev.sightglass.whep.webrtc.WebRtc;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The {@code whep:} component, the picture encoder, and the steps of {@code routes/ingest.camel.yaml}. */
@Configuration(proxyBeanMethods = false)
class IngestWiring {

    private static final Logger log = LoggerFactory.getLogger(IngestWiring.class);

    /** The name behind {@code whep:} in the routes. */
    private static final String FEEDS = "sessions";

    /** One for all who need the native library. Loaded first: where it cannot be, nothing else needs to start. */
    @Bean
    WebRtc webRtc(IngestSettings settings) {
        return WebRtc.open(settings.freeConnections());
    }

    @Bean("whep-component")
    WhepComponent whepComponent(
            WebRtc webRtc,
            AddressPolicy addresses,
            MeterRegistry metrics,
            SessionJournal journal,
            ObjectProvider<Capacity> capacity) {
        WhepComponent component = new WhepComponent();
        component.setWebRtc(webRtc);
        component.setAddressCheck(new OutsideAddresses(
                addresses,
                reason -> Counter.builder(MetricNames.ADDRESSES_REFUSED)
                        .description("Addresses that the rules refused at a connect")
                        .tag("reason", reason.label())
                        .register(metrics)
                        .increment()));
        component.setSessionJournal(journal);
        // Which looks at what the component does.
        component.setAdmission(() -> capacity.getObject().admit());
        return component;
    }

    @Bean
    WhepFeeds whepFeeds(WhepComponent component) {
        return component.feeds(FEEDS);
    }

    @Bean
    FrameSource frameSource(WhepFeeds feeds) {
        return new WhepFrames(feeds);
    }

    @Bean
    SessionListener leaveFeedOfClosedSession(ObjectProvider<ProducerTemplate> camel) {
        return session -> camel.getObject()
                .sendBodyAndHeader(
                        "direct:stop-feed",
                        null,
                        WhepConstants.SESSION_ID,
                        session.id().toString());
    }

    @Bean("leave-closed-feeds")
    Processor leaveClosedFeeds(Sessions sessions, WhepFeeds feeds, ProducerTemplate camel) {
        return new ClosedFeeds(
                sessions, feeds, id -> camel.sendBodyAndHeader("direct:stop-feed", null, WhepConstants.SESSION_ID, id));
    }

    @Bean
    PictureEncoder pictureEncoder(IngestSettings settings, PictureSettings pictures) {
        PictureNatives.load();
        JpegLibrary jpeg = JpegLibrary.named(pictures.jpegEncoder());
        log.info("event=picture-encoder jpeg={}", jpeg.name().toLowerCase(Locale.ROOT));
        return new PictureEncoder(settings.workerThreads(), jpeg);
    }

    @Bean
    Colors usualColors(PictureSettings settings) {
        return new Colors(
                Colors.Matrix.valueOf(settings.matrix().toUpperCase(Locale.ROOT)),
                Colors.Range.valueOf(settings.range().toUpperCase(Locale.ROOT)));
    }

    @Bean
    VariantEncoder variantEncoder(PictureEncoder encoder, VisionModels models) {
        return new VariantEncoder(encoder, models);
    }

    @Bean
    IngestSteps ingestSteps(VariantEncoder encoder, Variant usual, Colors colors, MeterRegistry metrics) {
        Timer encodes = Timer.builder(MetricNames.JPEG_ENCODE)
                .description("Time of one picture's encode, of whatever format, colour and scaling included")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(metrics);
        return new IngestSteps(encoder, new IngestSteps.Usual(usual, colors), encodes);
    }

    @Bean
    FeedSteps feedSteps(Sessions sessions, Colors colors, MeterRegistry metrics, WhepFeeds feeds, FeedRoom room) {
        Timer firstFrame = Timer.builder(MetricNames.FIRST_FRAME)
                .description("From opening a session to its first decoded frame")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(metrics);
        return new FeedSteps(sessions, colors, firstFrame, feeds::tellWatchers, room);
    }

    @Bean("to-picture")
    Processor toPicture(IngestSteps steps) {
        return steps::toPicture;
    }

    @Bean("encode-jpeg")
    Processor encodeJpeg(IngestSteps steps) {
        return steps::encodeJpeg;
    }

    @Bean("describe-feed")
    Processor describeFeed(FeedSteps steps) {
        return steps::describeFeed;
    }

    @Bean("refuse-feed")
    Processor refuseFeed(FeedSteps steps) {
        return steps::refuseFeed;
    }

    @Bean("refuse-start")
    Processor refuseStart(FeedSteps steps) {
        return steps::refuseStart;
    }

    @Bean("session-live")
    Processor sessionLive(FeedSteps steps) {
        return steps::sessionLive;
    }

    @Bean("note-feed-state")
    Processor noteFeedState(FeedSteps steps) {
        return steps::noteFeedState;
    }

    @Bean("count-ingest-error")
    Processor countIngestError(MeterRegistry metrics) {
        Counter errors = Counter.builder(MetricNames.INGEST_ERRORS)
                .description("Frames and events whose ingest route failed")
                .register(metrics);
        return exchange -> {
            // A request for what this picture cannot give is no fault of the route.
            if (!(exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof ContractException)) {
                errors.increment();
            }
        };
    }
}
