// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real media within one JVM: needs a network interface other than loopback. */
class DemoCameraIT {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCameraIT.class);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PAGE_BYTES = 4096;

    @RegisterExtension
    static final Natives NATIVES = new Natives();

    private final LongAdder drawn = new LongAdder();
    private final DemoCamera camera =
            new DemoCamera(NATIVES::factory, new CountingClock(drawn), DemoSettings.defaults());
    private final Sightings sightings = new Sightings();
    private TestViewer viewer;

    @BeforeEach
    void start() {
        camera.start();
    }

    @AfterEach
    void close() {
        if (viewer != null) {
            viewer.close();
        }
        camera.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"H264", "VP8"})
    void sendsFramesInOrderAndSoon(String codec) throws Exception {
        watch(codec);

        await().atMost(SOON).until(() -> sightings.count() >= 90);

        LOG.info("demo codec={} age p50={} ms, p95={} ms", codec, sightings.ageMs(0.5), sightings.ageMs(0.95));
        assertThat(sightings.counters()).isSorted().doesNotHaveDuplicates();
        assertThat(sightings.ageMs(0.5)).isBetween(0L, 500L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"H264", "VP8"})
    void startsAtFullSize(String codec) throws Exception {
        watch(codec);

        await().atMost(SOON).until(() -> sightings.count() >= 1);

        long afterMs = TimeUnit.NANOSECONDS.toMillis(sightings.first().atNs() - viewer.postedAtNs);
        LOG.info("demo codec={} first frame {} ms after the POST", codec, afterMs);
        assertThat(sightings.first().width()).isEqualTo(1280);
        assertThat(sightings.first().height()).isEqualTo(720);
    }

    @Test
    void drawsOnlyWhileSomeoneWatches() throws Exception {
        watch("VP8");
        await().atMost(SOON).until(() -> sightings.count() >= 10);
        assertThat(camera.openSessions()).isOne();

        assertThat(viewer.delete()).isEqualTo(200);

        assertThat(camera.openSessions()).isZero();
        long before = drawn.sum();
        await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> drawn.sum() == before);
        assertThat(viewer.delete()).as("second DELETE").isEqualTo(404);
    }

    @Test
    void drawsAgainForTheNextViewer() throws Exception {
        watch("VP8");
        await().atMost(SOON).until(() -> sightings.count() >= 1);
        viewer.delete();
        viewer.close();
        int before = sightings.count();

        watch("VP8");

        await().atMost(SOON).until(() -> sightings.count() >= before + 10);
    }

    @Test
    void servesTwoViewersFromOneCard() throws Exception {
        watch("VP8");
        Sightings others = new Sightings();
        try (TestViewer other = new TestViewer(NATIVES.factory(), camera.whepUrl(), "H264", others)) {
            other.connect();

            await().atMost(SOON).until(() -> others.count() >= 30 && sightings.count() >= 30);

            assertThat(camera.openSessions()).isEqualTo(2);
        }
    }

    @Test
    void letsGoOfViewersThatVanish() throws Exception {
        watch("VP8");
        await().atMost(SOON).until(() -> sightings.count() >= 10);

        viewer.close();

        await().atMost(Duration.ofSeconds(40)).until(() -> camera.openSessions() == 0);
    }

    /** A picture of 1280x720 that is not released costs 1.4 MB: 150 of them are 200 MB. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsNativeMemoryFlat() throws Exception {
        watch("H264");
        await().atMost(SOON).until(() -> sightings.count() >= 60);
        long before = residentBytes();

        await().atMost(SOON).until(() -> sightings.count() >= 210);

        assertThat(residentBytes() - before).isLessThan(80_000_000);
    }

    @Test
    void canBeStartedAgain() throws Exception {
        camera.close();
        assertThat(camera.openSessions()).isZero();
        camera.start();

        watch("VP8");

        await().atMost(SOON).until(() -> sightings.count() >= 1);
    }

    private void watch(String codec) throws Exception {
        viewer = new TestViewer(NATIVES.factory(), camera.whepUrl(), codec, sightings);
        viewer.connect();
    }

    private static long residentBytes() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]) * PAGE_BYTES;
    }

    /** Counts drawn frames: the card asks for the time once a frame. */
    private static final class CountingClock extends Clock {
        private final LongAdder asked;

        CountingClock(LongAdder asked) {
            this.asked = asked;
        }

        @Override
        public Instant instant() {
            asked.increment();
            return Clock.systemUTC().instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
