// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.frame.AnswerFrame;
import dev.sightglass.api.frame.Conditional;
import dev.sightglass.api.frame.FrameQuery;
import dev.sightglass.api.frame.FreshestSnapshotStep;
import dev.sightglass.api.frame.RequireLive;
import dev.sightglass.platform.FrameSettings;
import dev.sightglass.platform.MetricNames;
import dev.sightglass.platform.PictureSettings;
import dev.sightglass.snapshot.FrameSource;
import dev.sightglass.snapshot.FreshestSnapshot;
import dev.sightglass.snapshot.SnapshotCache;
import dev.sightglass.snapshot.Snapshots;
import dev.sightglass.snapshot.Variant;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The cache of snapshots, and the steps of {@code routes/frame.camel.yaml}. */
@Configuration(proxyBeanMethods = false)
class FrameWiring {

    @Bean
    Variant usualVariant(PictureSettings settings) {
        return new Variant(settings.longestEdge(), settings.quality());
    }

    @Bean("snapshots")
    SnapshotCache snapshotCache(FrameSettings settings) {
        return new SnapshotCache(settings.cacheSize().toBytes(), settings.maxAge());
    }

    @Bean
    FreshestSnapshot freshestSnapshots(SnapshotCache cache, FrameSource frames, FrameSettings settings) {
        return new FreshestSnapshot(
                cache,
                frames,
                new FreshestSnapshot.Limits(settings.maxAge(), settings.answerTimeout()),
                System::nanoTime);
    }

    @Bean("require-live")
    RequireLive requireLive() {
        return new RequireLive();
    }

    @Bean("frame-query")
    FrameQuery frameQuery(Variant usual, FrameSettings settings) {
        return new FrameQuery(usual, settings.maxAge());
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
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(metrics);
        return new AnswerFrame(snapshots, age);
    }
}
