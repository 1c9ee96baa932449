// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepClient;
import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepFailure;
import dev.sightglass.whep.client.WhepOffer;
import dev.sightglass.whep.client.WhepReply;
import dev.sightglass.whep.client.WhepSession;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.client.WhepWay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comes to terms with a WHEP endpoint: offers, or asks for the server's offer, and the other way round where the server does not know the
 * one; answers where the server offers. Makes at most one WHEP session, which is DELETEd if this fails.
 */
final class Negotiation {
    private static final Logger LOG = LoggerFactory.getLogger(Negotiation.class);

    /** The link's part; fails with anything, but for {@link #delete}. */
    interface Peer {
        /** Our offer. */
        CompletionStage<String> offer();

        /** Our answer to the server's. */
        CompletionStage<String> answer(WhepOffer offer);

        /** Ends the WHEP session on its server; never fails. */
        CompletionStage<?> delete(WhepSession session);
    }

    private enum Requests {
        NONE,
        SENT,
        NO_MORE
    }

    private final WhepClient client;
    private final WhepSource source;
    private final Peer peer;
    private final Duration timeout;
    /** Null if there is none. */
    private final CompletableFuture<@Nullable WhepReply> replied = new CompletableFuture<>();
    /** Whether a request may be sent still, has been sent, or will never be. */
    private final AtomicReference<Requests> requests = new AtomicReference<>(Requests.NONE);

    private final AtomicBoolean deleted = new AtomicBoolean();
    private volatile WhepWay way;
    private volatile long firstRequestNanos;
    private volatile String sent = "";

    /**
     * Contacts nobody yet.
     *
     * @param way to try first
     * @param timeout for all requests together
     */
    Negotiation(WhepClient client, WhepSource source, WhepWay way, Peer peer, Duration timeout) {
        this.client = client;
        this.source = source;
        this.way = way;
        this.peer = peer;
        this.timeout = timeout;
    }

    /** Fails with a {@link WhepException} only, and has left no WHEP session then. */
    CompletionStage<Void> start() {
        return go(way).handle((reply, failure) ->
                        failure == null ? CompletableFuture.completedFuture(reply) : goOtherwise(failure))
                .thenCompose(Function.identity())
                .whenComplete((reply, failure) -> replied.complete(reply))
                .thenCompose(reply ->
                        reply instanceof WhepOffer offer ? answer(offer) : CompletableFuture.completedFuture(null))
                .exceptionally(failure -> {
                    throw WhepException.in(failure, WhepFailure.LOCAL);
                });
    }

    /** What the server replied; null before, and if it was of no use. */
    @Nullable WhepReply reply() {
        return replied.getNow(null);
    }

    /** The way that was tried first, or the other one once that has worked. */
    WhepWay way() {
        return way;
    }

    /** Our offer or answer as the server has it. */
    String sent() {
        return sent;
    }

    /** Whether this was ended. */
    boolean isEnded() {
        return requests.get() == Requests.NO_MORE;
    }

    /** Sends no further request but the DELETE of the WHEP session, if there is or will be one; never fails. */
    CompletableFuture<Void> end() {
        if (requests.getAndSet(Requests.NO_MORE) == Requests.NONE) {
            // There is no session to wait for, and the offer may hang in the native library.
            replied.complete(null);
        }
        return replied.thenCompose(this::delete);
    }

    private CompletionStage<Void> delete(@Nullable WhepReply reply) {
        return reply == null || reply.session() == null || !deleted.compareAndSet(false, true)
                ? CompletableFuture.completedFuture(null)
                : peer.delete(reply.session()).thenAccept(confirmed -> {});
    }

    private CompletionStage<WhepReply> go(WhepWay chosen) {
        if (chosen == WhepWay.SERVER_OFFER) {
            return unlessEnded(() -> client.requestOffer(source, timeLeft()));
        }
        return peer.offer().thenCompose(sdp -> {
            sent = sdp;
            return unlessEnded(() -> client.post(source, sdp, timeLeft()));
        });
    }

    /** Goes the other way if the server does not know this one. If it knows neither, the first refusal is what counts. */
    private CompletionStage<WhepReply> goOtherwise(Throwable failure) {
        WhepException first = WhepException.in(failure, WhepFailure.LOCAL);
        if (!way.isRefusedBy(first)) {
            return CompletableFuture.failedFuture(first);
        }
        WhepWay other = way.other();
        return go(other).handle((reply, second) -> {
            if (second != null) {
                WhepException refusal = WhepException.in(second, WhepFailure.LOCAL);
                throw other.isRefusedBy(refusal) ? first : refusal;
            }
            LOG.info("event=whep-way source={} way={}", source.label(), other);
            way = other;
            return reply;
        });
    }

    private CompletionStage<Void> answer(WhepOffer offer) {
        return peer.answer(offer)
                .exceptionally(failure -> {
                    throw WhepException.in(failure, WhepFailure.OFFER_REJECTED);
                })
                .thenCompose(sdp -> {
                    sent = sdp;
                    return unlessEnded(() -> client.answer(offer, sdp, timeLeft()));
                })
                .handle((taken, failure) -> failure == null
                        ? CompletableFuture.<Void>completedFuture(null)
                        : delete(offer).<Void>thenCompose(gone -> CompletableFuture.failedFuture(failure)))
                .thenCompose(Function.identity());
    }

    private <T> CompletionStage<T> unlessEnded(Supplier<CompletionStage<T>> request) {
        if (requests.compareAndSet(Requests.NONE, Requests.SENT)) {
            firstRequestNanos = System.nanoTime();
        } else if (requests.get() == Requests.NO_MORE) {
            return CompletableFuture.failedFuture(new IllegalStateException("ended"));
        }
        return request.get();
    }

    /** What is spent ends as a timeout. */
    private Duration timeLeft() {
        Duration left = timeout.minusNanos(System.nanoTime() - firstRequestNanos);
        return left.toMillis() > 0 ? left : Duration.ofMillis(1);
    }
}
