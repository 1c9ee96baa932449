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
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Makes exchanges of frames and events and runs them through the consumer's route. */
final class ExchangeEmitter implements Exchanges {
    private static final int EVENT_THREADS = 2;
    /** A route that lags so far behind in one session's events is stuck; the oldest are worth nothing by then. */
    private static final int MAX_PENDING_EVENTS = 256;

    /** For what is still running when nothing more may begin: an encode or an event takes some milliseconds. */
    private static final int LAST_MILLIS = 250;

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
    public CompletionStage<@Nullable Exchange> frame(FrameRequest request) {
        if (!consumer.isEmitting()) {
            statistics.dropped(DropReason.SUSPENDED);
            return CompletableFuture.failedFuture(WhepBusyException.notRunning());
        }
        CompletableFuture<@Nullable Exchange> done = new CompletableFuture<>();
        try {
            workers.execute(() -> run(request, done));
        } catch (RejectedExecutionException full) {
            statistics.dropped(DropReason.BUSY);
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
        executors.shutdownGraceful(events, LAST_MILLIS);
        executors.shutdownGraceful(workers, LAST_MILLIS);
    }

    /** Takes the newest frame only now: what waited for a worker is not newer than what is in the slot. */
    private void run(FrameRequest request, CompletableFuture<@Nullable Exchange> done) {
        Frame frame = request.slot().acquireNewest();
        if (frame == null) {
            done.completeExceptionally(new NoFrameException());
            return;
        }
        if (isWanted(request, frame, done)) {
            route(request, frame, done);
        } else {
            frame.release();
        }
    }

    /** Asks the one who asked; where it is not wanted, or asking fails, {@code done} is completed. */
    private static boolean isWanted(FrameRequest request, Frame frame, CompletableFuture<@Nullable Exchange> done) {
        try {
            if (request.wanted().test(frame.stamp())) {
                return true;
            }
            done.complete(null);
        } catch (RuntimeException | Error failure) {
            done.completeExceptionally(failure);
        }
        return false;
    }

    /** Hands the frame to the route; it is released when that has completed, or failed outside its own error handling. */
    private void route(FrameRequest request, Frame frame, CompletableFuture<@Nullable Exchange> done) {
        Exchange exchange = exchange(request.sessionId(), request.headers());
        AtomicBoolean completed = new AtomicBoolean();
        AsyncCallback completion = sync -> {
            if (completed.compareAndSet(false, true)) {
                frame.release();
                complete(exchange, done);
                consumer.releaseExchange(exchange, false);
            }
        };
        try (MDC.MDCCloseable session = MDC.putCloseable("session", request.sessionId())) {
            exchange.getMessage().setBody(frame);
            FrameHeaders.put(exchange.getMessage(), frame);
            exchange.getMessage().setHeader(WhepConstants.FIRST_FRAME, request.first());
            consumer.getAsyncProcessor().process(exchange, completion);
        } catch (RuntimeException | Error failure) {
            exchange.setException(failure);
            completion.done(false);
        }
    }

    private void run(FeedEvent event) {
        Exchange exchange = exchange(event.sessionId(), event.headers());
        try (MDC.MDCCloseable session = MDC.putCloseable("session", event.sessionId())) {
            Message message = exchange.getMessage();
            message.setHeader(WhepConstants.EVENT, event.status().state().event());
            message.setHeader(WhepConstants.EVENT_AT, event.status().since());
            message.setHeader(WhepConstants.EPOCH, event.status().epoch());
            message.setHeader(WhepConstants.ATTEMPTS, event.status().attempts());
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

    private static void complete(Exchange exchange, CompletableFuture<@Nullable Exchange> done) {
        Exception failure = exchange.getException();
        if (failure == null) {
            done.complete(exchange);
        } else {
            done.completeExceptionally(failure);
        }
    }
}
