// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.DropReason;
import dev.sightglass.whep.webrtc.Frame;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.MDC;

/** Makes exchanges of frames and events and runs them through the consumer's route. */
final class ExchangeEmitter implements Exchanges {
    private static final int EVENT_THREADS = 2;
    /** A route that lags so far behind in one session's events is stuck; the oldest are worth nothing by then. */
    private static final int MAX_PENDING_EVENTS = 256;

    private final WhepConsumer consumer;
    private final WhepStatistics statistics;
    private final ExecutorService workers;
    private final ExecutorService events;

    private ExchangeEmitter(
            WhepConsumer consumer, WhepStatistics statistics, ExecutorService workers, ExecutorService events) {
        this.consumer = consumer;
        this.statistics = statistics;
        this.workers = workers;
        this.events = events;
    }

    static ExchangeEmitter create(WhepConsumer consumer, ExecutorServiceManager executors, WhepEndpoint endpoint) {
        ThreadPoolProfile profile = new ThreadPoolProfile("whep-workers");
        profile.setPoolSize(endpoint.getEmission().effectiveWorkers());
        profile.setMaxPoolSize(endpoint.getEmission().effectiveWorkers());
        profile.setMaxQueueSize(endpoint.getEmission().getEmitQueue());
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return new ExchangeEmitter(
                consumer,
                endpoint.getComponent().statistics(),
                executors.newThreadPool(consumer, "WhepWorker", profile),
                executors.newFixedThreadPool(consumer, "WhepEvents", EVENT_THREADS));
    }

    @Override
    public Executor eventThreads() {
        return events;
    }

    @Override
    public CompletionStage<Exchange> frame(FrameRequest request) {
        if (!consumer.isEmitting()) {
            statistics.dropped(DropReason.SUSPENDED);
            request.choice().abandon();
            return CompletableFuture.failedFuture(WhepBusyException.notRunning());
        }
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        try {
            workers.execute(() -> run(request, done));
        } catch (RejectedExecutionException full) {
            statistics.dropped(DropReason.BUSY);
            request.choice().abandon();
            return CompletableFuture.failedFuture(WhepBusyException.workersOccupied());
        }
        return done;
    }

    @Override
    public void event(FeedEvent event, SerialExecutor order) {
        if (order.pending() >= MAX_PENDING_EVENTS) {
            statistics.eventDropped();
            return;
        }
        try {
            order.execute(() -> run(event));
        } catch (RejectedExecutionException stopped) {
            // The consumer has stopped meanwhile; the feed's own step must go on.
            statistics.eventDropped();
        }
    }

    @Override
    public void failed(String message, Throwable failure) {
        consumer.getExceptionHandler().handleException(message, failure);
    }

    void close(ExecutorServiceManager executors) {
        executors.shutdownGraceful(events);
        executors.shutdownGraceful(workers);
    }

    private void run(FrameRequest request, CompletableFuture<Exchange> done) {
        Frame frame = request.choice().take();
        if (frame == null) {
            done.completeExceptionally(new NoFrameException());
            return;
        }
        boolean routed = false;
        try (MDC.MDCCloseable session = MDC.putCloseable("session", request.sessionId())) {
            Exchange exchange = exchange(request.sessionId(), request.headers());
            exchange.getMessage().setBody(frame);
            FrameHeaders.put(exchange.getMessage(), frame);
            exchange.getMessage().setHeader(WhepConstants.FIRST_FRAME, request.first());
            routed = true;
            consumer.getAsyncProcessor().process(exchange, sync -> {
                frame.release();
                complete(exchange, done);
                consumer.releaseExchange(exchange, false);
            });
        } catch (RuntimeException | Error failure) {
            if (!routed) {
                frame.release();
            }
            done.completeExceptionally(failure);
        }
    }

    private void run(FeedEvent event) {
        Exchange exchange = exchange(event.sessionId(), event.headers());
        try (MDC.MDCCloseable session = MDC.putCloseable("session", event.sessionId())) {
            Message message = exchange.getMessage();
            message.setHeader(WhepConstants.EVENT, event.status().state().event());
            message.setHeader(WhepConstants.EPOCH, event.status().epoch());
            if (event.status().reason() != null) {
                message.setHeader(WhepConstants.REASON, event.status().reason());
            }
            consumer.getProcessor().process(exchange);
        } catch (Exception failure) {
            exchange.setException(failure);
        } finally {
            if (exchange.getException() != null) {
                consumer.getExceptionHandler().handleException("event of a feed", exchange, exchange.getException());
            }
            consumer.releaseExchange(exchange, false);
        }
    }

    private Exchange exchange(String sessionId, Map<String, Object> headers) {
        Exchange exchange = consumer.createExchange(false);
        Message message = exchange.getMessage();
        headers.forEach(message::setHeader);
        message.setHeader(WhepConstants.SESSION_ID, sessionId);
        return exchange;
    }

    private static void complete(Exchange exchange, CompletableFuture<Exchange> done) {
        Exception failure = exchange.getException();
        if (failure == null) {
            done.complete(exchange);
        } else {
            done.completeExceptionally(failure);
        }
    }
}
