// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import com.sun.management.OperatingSystemMXBean;
import dev.sightglass.load.Capacity;
import dev.sightglass.load.Work;
import dev.sightglass.platform.IngestSettings;
import dev.sightglass.platform.MetricNames;
import dev.sightglass.whep.WhepComponent;
import dev.sightglass.whep.WhepFeeds;
import dev.sightglass.whep.WhepStatistics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How much of the machine is in use, and who asks. */
@Configuration(proxyBeanMethods = false)
class CapacityWiring {
    private static final double PER_CENT = 100;

    @Bean
    Capacity capacity(WhepComponent whep, IngestSettings settings) {
        WhepStatistics feeds = whep.statistics();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Capacity(
                new MeasuredWork(system, feeds),
                settings.maxCpu() / PER_CENT,
                Runtime.getRuntime().availableProcessors());
    }

    private record MeasuredWork(OperatingSystemMXBean system, WhepStatistics statistics) implements Work {
        @Override
        public long cpuNanos() {
            return system.getProcessCpuTime();
        }

        @Override
        public long decodeNanos() {
            return statistics.decodeNanos();
        }

        @Override
        public int feeds() {
            return Math.toIntExact(statistics.openPeerConnections());
        }
    }

    /** Measures once a second, on a thread of its own: what is measured is why the others may be late. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService capacityWatch(Capacity capacity) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "capacity");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleAtFixedRate(() -> capacity.sample(System.nanoTime()), 0, 1, TimeUnit.SECONDS);
        return thread;
    }

    @Bean
    FeedRoom feedRoom(WhepFeeds feeds, IngestSettings settings, Capacity capacity, MeterRegistry metrics) {
        return new FeedRoom(feeds, settings.maxFeeds(), capacity, metrics);
    }

    @Bean("require-room")
    Processor requireRoom(FeedRoom room) {
        return room::require;
    }

    @Bean("require-room-to-start")
    Processor requireRoomToStart(FeedRoom room) {
        return room::requireToStart;
    }

    @Bean
    MeterBinder capacityMetrics(Capacity capacity) {
        return metrics -> Gauge.builder(MetricNames.CAPACITY_USED, capacity, Capacity::used)
                .description("Share of the processors that is in use or promised to feeds")
                .register(metrics);
    }
}
