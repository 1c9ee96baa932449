// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.api.http.ClosedConnections;
import dev.sightglass.limit.CallerLimits;
import dev.sightglass.limit.Limit;
import dev.sightglass.picture.PictureEncoder;
import dev.sightglass.platform.MetricNames;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.ConnectOutcome;
import dev.sightglass.whep.WhepComponent;
import dev.sightglass.whep.WhepStatistics;
import dev.sightglass.whep.webrtc.DropReason;
import dev.sightglass.whep.webrtc.MediaFault;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Metrics that are read from counters which the packages keep anyway; nothing is registered or looked up per frame. */
@Configuration(proxyBeanMethods = false)
class MetricsWiring {

    private static final double NANOS_PER_SECOND = 1e9;

    @Bean
    MeterBinder feedMetrics(WhepComponent whep) {
        return metrics -> {
            WhepStatistics feeds = whep.statistics();
            FunctionCounter.builder(MetricNames.FRAMES_DECODED, feeds, WhepStatistics::framesDecoded)
                    .description("Frames that came out of the decoder")
                    .register(metrics);
            for (DropReason reason : DropReason.values()) {
                FunctionCounter.builder(MetricNames.FRAMES_DROPPED, feeds, f -> f.framesDropped(reason))
                        .description("Frames that no poll ever saw")
                        .tag("reason", label(reason))
                        .register(metrics);
            }
            for (ConnectOutcome outcome : ConnectOutcome.values()) {
                FunctionCounter.builder(MetricNames.WHEP_CONNECTS, feeds, f -> f.connects(outcome))
                        .description("Attempts to connect to a WHEP endpoint")
                        .tag("outcome", label(outcome))
                        .register(metrics);
            }
            for (MediaFault fault : MediaFault.values()) {
                FunctionCounter.builder(MetricNames.WHEP_FAULTS, feeds, f -> f.faults(fault))
                        .description("Connections given up for what the server sent")
                        .tag("reason", label(fault))
                        .register(metrics);
            }
            FunctionCounter.builder(MetricNames.DECODE_TIME, feeds, f -> f.decodeNanos() / NANOS_PER_SECOND)
                    .description("Seconds spent in decoders, by the wall clock")
                    .register(metrics);
            FunctionCounter.builder(MetricNames.WHEP_RECONNECTS, feeds, WhepStatistics::reconnects)
                    .description("Attempts that followed the loss of a feed")
                    .register(metrics);
            FunctionCounter.builder(MetricNames.WHEP_RECONNECTS_LIMITED, feeds, WhepStatistics::reconnectsLimited)
                    .description("Times that a feed had joined anew too often and had to wait")
                    .register(metrics);
            renewals(feeds, metrics);
            FunctionCounter.builder(MetricNames.CALLBACK_FAILURES, feeds, WhepStatistics::callbackFailures)
                    .description("Throwables kept inside native callbacks; anything but 0 is a defect")
                    .register(metrics);
            FunctionCounter.builder(MetricNames.EVENTS_DROPPED, feeds, WhepStatistics::eventsDropped)
                    .description("Events given up because the route lagged hundreds behind")
                    .register(metrics);
            gauges(feeds, metrics);
        };
    }

    private static void renewals(WhepStatistics feeds, MeterRegistry metrics) {
        FunctionCounter.builder(MetricNames.WHEP_RENEWALS, feeds, WhepStatistics::renewals)
                .description("Connections of live feeds that were to be replaced by new ones")
                .tag("outcome", "renewed")
                .register(metrics);
        FunctionCounter.builder(MetricNames.WHEP_RENEWALS, feeds, WhepStatistics::renewalsFailed)
                .description("Connections of live feeds that were to be replaced by new ones")
                .tag("outcome", "failed")
                .register(metrics);
    }

    private static void gauges(WhepStatistics feeds, MeterRegistry metrics) {
        Gauge.builder(MetricNames.FRAMES_HELD, feeds, WhepStatistics::framesHeld)
                .description("Native frames that are referenced now")
                .register(metrics);
        Gauge.builder(MetricNames.PEER_CONNECTIONS, feeds, WhepStatistics::openPeerConnections)
                .description("Peer connections that are open now")
                .register(metrics);
    }

    @Bean
    MeterBinder connectionMetrics(ClosedConnections closed) {
        return metrics -> {
            for (ClosedConnections.Reason reason : ClosedConnections.Reason.values()) {
                FunctionCounter.builder(MetricNames.CONNECTIONS_CLOSED, closed, c -> c.count(reason))
                        .description("Connections closed for a limit of the HTTP server")
                        .tag("reason", label(reason))
                        .register(metrics);
            }
        };
    }

    @Bean
    MeterBinder pictureMetrics(PictureEncoder encoder, IngestSteps steps) {
        return metrics -> {
            Timer encodes = steps.encodes();
            FunctionCounter.builder(MetricNames.JPEG_ENCODES, encodes, Timer::count)
                    .description("Encodes of pictures, of whatever format")
                    .register(metrics);
            FunctionCounter.builder(MetricNames.PICTURES_REFUSED, encoder, PictureEncoder::refused)
                    .description("Pictures refused because of their size")
                    .register(metrics);
        };
    }

    @Bean
    MeterBinder limitMetrics(CallerLimits limits) {
        return metrics -> {
            for (Limit limit : Limit.values()) {
                FunctionCounter.builder(MetricNames.REQUESTS_LIMITED, limits, all -> all.refusals(limit))
                        .description("Requests and encodes refused because of a limit")
                        .tag("limit", limit.label())
                        .register(metrics);
            }
        };
    }

    @Bean
    MeterBinder sessionMetrics(Sessions sessions) {
        SessionCounts counts = new SessionCounts(sessions::counts, Ticker.systemTicker());
        return metrics -> {
            for (SessionState state : SessionState.values()) {
                Gauge.builder(MetricNames.SESSIONS, counts, c -> c.of(state))
                        // Nothing else holds on to it.
                        .strongReference(true)
                        .description("Sessions by state")
                        .tag("state", label(state))
                        .register(metrics);
            }
        };
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
