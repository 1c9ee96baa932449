// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.testing.TestWhepServer;
import dev.sightglass.whep.testing.WhepBench;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** The component as an integration engineer meets it. */
class WhepRouteIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void refusesAnUnknownOptionByName() {
        assertThatThrownBy(() -> new WhepBench("stalTimeout=5s"))
                .isInstanceOf(FailedToCreateRouteException.class)
                .hasMessageContaining("stalTimeout");
    }

    @Test
    void refusesASecondConsumerOfTheSameName() throws Exception {
        try (WhepBench bench = new WhepBench("workers=1")) {
            assertThatThrownBy(() -> bench.context().addRoutes(new org.apache.camel.builder.RouteBuilder() {
                        @Override
                        public void configure() {
                            from("whep:sessions?workers=2").to("log:x");
                        }
                    }))
                    .hasStackTraceContaining("has a consumer already");
        }
    }

    @Test
    void runsFromYamlWithBridgedErrors() throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        try (TestWhepServer server = new TestWhepServer();
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("note", (org.apache.camel.Processor)
                    exchange -> handled.add(exchange.getProperty("CamelExceptionCaught", Exception.class)
                            .getMessage()));
            context.getRegistry().bind("fail", (org.apache.camel.Processor) exchange -> {
                throw new IllegalStateException("broken step");
            });
            load(context, """
                    - onException:
                        exception: [java.lang.Exception]
                        handled: {constant: "true"}
                        steps:
                          - process: {ref: note}
                    - route:
                        id: ingest
                        from:
                          uri: whep:sessions
                          parameters: {bridgeErrorHandler: true, stallTimeout: 5s, framePeriod: 100, maxFeeds: 3}
                          steps:
                            - process: {ref: fail}
                    """);
            context.start();
            WhepComponent component = context.getComponent("whep", WhepComponent.class);

            component.feeds("sessions").subscribe("s1", dev.sightglass.whep.client.WhepSource.of(server.url(), null));

            // Events, the first frame and the frames of each period all reach the error handler.
            await().atMost(SOON).until(() -> handled.size() > 8);
            assertThat(handled).containsOnly("broken step");
        }
    }

    @Test
    void refusesMoreFeedsThanAllowed() throws Exception {
        try (WhepBench bench = new WhepBench("maxFeeds=1")) {
            bench.subscribe("s1", "http://127.0.0.1:9/whep");
            bench.subscribe("s1", "http://127.0.0.1:9/whep");

            assertThatThrownBy(() -> bench.subscribe("s2", "http://127.0.0.1:9/whep"))
                    .isInstanceOf(WhepBusyException.class)
                    .hasMessageContaining("maxFeeds");
            assertThatThrownBy(() -> bench.subscribe("s1", "http://127.0.0.1:9/other"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining("127.0.0.1");
            assertThat(bench.feeds().sessions()).containsExactly("s1");
        }
    }

    @Test
    void refusesToEmitWithoutAFrame() throws Exception {
        try (WhepBench bench = new WhepBench("workers=1")) {
            assertThatThrownBy(() -> bench.feeds()
                            .emit("nobody", Map.of())
                            .toCompletableFuture()
                            .get(5, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(NoFrameException.class);
            assertThat(bench.feeds().status("nobody")).isNull();
        }
    }

    @Test
    void refusesToEmitWhenAllWorkersAreOccupied() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TestWhepServer server = new TestWhepServer();
                WhepBench bench = new WhepBench("workers=1&emitQueue=2")) {
            bench.subscribe("s1", server.url());
            await().atMost(SOON).until(() -> !bench.frames().isEmpty());
            bench.work(exchange -> release.await(20, TimeUnit.SECONDS));

            List<CompletableFuture<?>> asked = IntStream.range(0, 10)
                    .<CompletableFuture<?>>mapToObj(
                            i -> bench.feeds().emit("s1", Map.of()).toCompletableFuture())
                    .toList();

            assertThat(asked)
                    .filteredOn(CompletableFuture::isCompletedExceptionally)
                    .hasSizeGreaterThanOrEqualTo(7);
            assertThat(asked.get(9))
                    .failsWithin(Duration.ofSeconds(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(WhepBusyException.class);
            long stuckAt = bench.feeds().newest("s1").sequence();
            // Occupied workers do not reach the decoder: it goes on, and nothing queues behind it.
            await().atMost(SOON).until(() -> bench.feeds().newest("s1").sequence() > stuckAt + 10);
            assertThat(bench.component().statistics().framesHeld()).isLessThanOrEqualTo(3);
            release.countDown();
        }
    }

    @Test
    void emitsEveryPeriodIfAsked() throws Exception {
        try (TestWhepServer server = new TestWhepServer();
                WhepBench bench = new WhepBench("framePeriod=100")) {
            bench.subscribe("s1", server.url());

            await().atMost(SOON).until(() -> bench.frames().size() > 5);
            assertThat(bench.frames())
                    .extracting(WhepBench.Seen::sequence)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void isReadyOnlyWhileTheConsumerRuns() throws Exception {
        try (WhepBench bench = new WhepBench("workers=1")) {
            assertThat(health(bench.context())).isEqualTo(HealthCheck.State.UP);

            bench.context().getRouteController().stopRoute("ingest");

            assertThat(health(bench.context())).isEqualTo(HealthCheck.State.DOWN);
        }
    }

    @Test
    void dropsFramesLargerThanAllowed() throws Exception {
        try (TestWhepServer server = new TestWhepServer();
                WhepBench bench = new WhepBench("maxWidth=200&maxHeight=200&mediaTimeout=1s")) {
            bench.subscribe("s1", server.url());

            await().atMost(SOON).until(() -> bench.events("s1").contains("stalled"));
            assertThat(bench.frames()).isEmpty();
            assertThat(bench.component().statistics().framesDropped(dev.sightglass.whep.webrtc.DropReason.OVERSIZE))
                    .isPositive();
        }
    }

    private static HealthCheck.State health(CamelContext context) {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context);
        return results.stream()
                .filter(result -> result.getCheck().getId().contains("whep"))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    private static void load(CamelContext context, String yaml) throws Exception {
        Resource resource = ResourceHelper.fromString("routes/test.camel.yaml", yaml);
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    }
}
