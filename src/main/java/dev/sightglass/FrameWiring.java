// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.frame.AnswerFrame;
import dev.sightglass.api.frame.Conditional;
import dev.sightglass.api.frame.FrameAsks;
import dev.sightglass.api.frame.FrameQuery;
import dev.sightglass.api.frame.FreshestSnapshotStep;
import dev.sightglass.api.frame.NewerThanSince;
import dev.sightglass.api.frame.RequireLive;
import dev.sightglass.platform.FrameSettings;
import dev.sightglass.platform.IngestSettings;
import dev.sightglass.platform.MetricNames;
import dev.sightglass.platform.PictureSettings;
import dev.sightglass.snapshot.EncodeTurns;
import dev.sightglass.snapshot.Encodes;
import dev.sightglass.snapshot.FrameSource;
import dev.sightglass.snapshot.FrameVariants;
import dev.sightglass.snapshot.FreshestSnapshot;
import dev.sightglass.snapshot.SnapshotCache;
import dev.sightglass.snapshot.Snapshots;
import dev.sightglass.snapshot.Variant;
import dev.sightglass.vision.VisionModels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The cache of snapshots, and the steps of {@code routes/frame.camel.yaml}. */
@Configuration(proxyBeanMethods = false)
class FrameWiring {
    /** Bounds by which served pictures are counted. */
    private static final Duration[] AGES = Stream.of(20, 50, 100, 200, 500, 1000, 2000, 5000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** As many as the consumer would hold for all. At 5 ms each on two workers the last is encoded within 1 s. */
    private static final int WAITING_PER_WORKSPACE = 256;

    @Bean
    Variant usualVariant(PictureSettings settings) {
        return Variant.jpeg(settings.longestEdge(), settings.quality());
    }

    @Bean("snapshots")
    SnapshotCache snapshotCache(FrameSettings settings) {
        return new SnapshotCache(settings.cacheSize().toBytes(), settings.maxAge());
    }

    /** Frames that nobody asked for take no turn: they are few, and not through here. */
    @Bean
    Encodes encodes(FrameSource frames, Variant usual, FrameSettings settings, IngestSettings ingest) {
        return new Encodes(
                frames,
                new FrameVariants(usual, settings.variantsPerFrame()),
                new EncodeTurns(
                        ingest.workerThreads(),
                        WAITING_PER_WORKSPACE,
                        settings.answerTimeout(),
                        new EncodeTurns.Patience(settings.answerTimeout(), System::nanoTime)),
                System::nanoTime);
    }

    @Bean
    FreshestSnapshot freshestSnapshots(SnapshotCache cache, Encodes encodes, FrameSettings settings) {
        return new FreshestSnapshot(
                cache,
                encodes,
                new FreshestSnapshot.Limits(settings.maxAge(), settings.answerTimeout()),
                System::nanoTime);
    }

    @Bean
    VisionModels visionModels() {
        return VisionModels.published();
    }

    @Bean
    FrameAsks frameAsks(Variant usual, FrameSettings settings, VisionModels models) {
        return new FrameAsks(usual, settings.maxAge(), models);
    }

    @Bean("require-live")
    RequireLive requireLive() {
        return new RequireLive();
    }

    @Bean("frame-query")
    FrameQuery frameQuery(FrameAsks asks) {
        return new FrameQuery(asks);
    }

    @Bean("newer-than-since")
    NewerThanSince newerThanSince() {
        return new NewerThanSince();
    }

    @Bean("freshest-snapshot")
    FreshestSnapshotStep freshestSnapshotStep(Snapshots snapshots) {
        return new FreshestSnapshotStep(snapshots);
    }

    @Bean("conditional")
    Conditional conditional() {
        return new Conditional();
    }

    @Bean("answer-frame")
    AnswerFrame answerFrame(FreshestSnapshot snapshots, MeterRegistry metrics) {
        Timer age = Timer.builder(MetricNames.FRAME_AGE)
                .description("Age of the served picture when its answer began, since decoding")
                // Not percentiles, which cannot be added up over processes, and take more of each poll.
                .serviceLevelObjectives(AGES)
                .register(metrics);
        return new AnswerFrame(snapshots, age);
    }
}
