// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.testing;

import dev.sightglass.whep.FeedState;
import dev.sightglass.whep.FeedStatus;
import dev.sightglass.whep.WhepComponent;
import dev.sightglass.whep.WhepConstants;
import dev.sightglass.whep.WhepFeeds;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.Frame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.jspecify.annotations.Nullable;

/** A Camel context with one route {@code whep:sessions} whose frames and events are written down. */
public final class WhepBench implements AutoCloseable {
    /**
     * A frame exchange as the route saw it.
     *
     * @param headers a copy
     */
    public record Seen(int width, int height, int firstLuma, Map<String, Object> headers) {
        public long epoch() {
            return (long) headers.get(WhepConstants.EPOCH);
        }

        public long sequence() {
            return (long) headers.get(WhepConstants.SEQUENCE);
        }

        public boolean first() {
            return (boolean) headers.get(WhepConstants.FIRST_FRAME);
        }
    }

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Seen> frames = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    private volatile @Nullable Processor work;

    /**
     * Starts the route.
     *
     * @param options of the consumer, such as {@code stallTimeout=500}
     */
    public WhepBench(String options) throws Exception {
        this(options, component -> {});
    }

    /** Starts the route after the component was set up. */
    public WhepBench(String options, java.util.function.Consumer<WhepComponent> setUp) throws Exception {
        context.getCamelContextExtension()
                .addContextPlugin(HealthCheckRegistry.class, new DefaultHealthCheckRegistry(context));
        setUp.accept(component());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("whep:sessions?" + options).routeId("ingest").process(WhepBench.this::record);
                for (String operation : List.of("subscribe", "unsubscribe", "newest", "emit")) {
                    from("direct:" + operation).to("whep:sessions?operation=" + operation);
                }
            }
        });
        context.start();
    }

    public DefaultCamelContext context() {
        return context;
    }

    public WhepComponent component() {
        return context.getComponent("whep", WhepComponent.class);
    }

    public WhepFeeds feeds() {
        return component().feeds("sessions");
    }

    /** Runs {@code newWork} in the route for each frame, after it was written down. */
    public void work(Processor newWork) {
        work = newWork;
    }

    public void subscribe(String sessionId, String url) {
        feeds().subscribe(sessionId, WhepSource.of(url, null));
    }

    public boolean isLive(String sessionId) {
        FeedStatus status = feeds().status(sessionId);
        return status != null && status.state() == FeedState.LIVE;
    }

    /** Frames that the route has seen. */
    public List<Seen> frames() {
        return List.copyOf(frames);
    }

    /** Events that the route has seen of a session, in order. */
    public List<String> events(String sessionId) {
        return events.stream()
                .filter(event -> sessionId.equals(event.get(WhepConstants.SESSION_ID)))
                .map(event -> (String) event.get(WhepConstants.EVENT))
                .toList();
    }

    /** Headers of all events, in order of arrival. */
    public List<Map<String, Object>> eventHeaders() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        context.stop();
    }

    private void record(Exchange exchange) throws Exception {
        Map<String, Object> headers = Map.copyOf(exchange.getMessage().getHeaders());
        if (headers.containsKey(WhepConstants.EVENT)) {
            events.add(headers);
            return;
        }
        Frame frame = exchange.getMessage().getBody(Frame.class);
        frames.add(new Seen(frame.width(), frame.height(), frame.y().get(0) & 0xff, headers));
        Processor now = work;
        if (now != null) {
            now.process(exchange);
        }
    }
}
