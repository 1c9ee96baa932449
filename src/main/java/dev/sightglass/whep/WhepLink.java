// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.IceServer;
import dev.sightglass.whep.client.WhepAnswer;
import dev.sightglass.whep.client.WhepClient;
import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepFailure;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.PeerConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link over WHEP: one peer connection and at most one WHEP session. */
final class WhepLink implements FeedLink {
    private static final Logger LOG = LoggerFactory.getLogger(WhepLink.class);
    /** A native close takes some 10 ms; one that hangs must not keep the feed from joining again or from ending. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final WhepClient client;
    private final WhepSource source;
    private final PeerConnection connection;
    private final Duration connectTimeout;
    private final CompletableFuture<@Nullable WhepAnswer> asked = new CompletableFuture<>();
    /** Whether the offer may be sent still, has been sent, or will never be. */
    private final AtomicReference<Offer> offer = new AtomicReference<>(Offer.OPEN);

    private enum Offer {
        OPEN,
        SENT,
        WITHHELD
    }

    WhepLink(WhepClient client, WhepSource source, PeerConnection connection, Duration connectTimeout) {
        this.client = client;
        this.source = source;
        this.connection = connection;
        this.connectTimeout = connectTimeout;
    }

    @Override
    public CompletionStage<Void> ask() {
        return connection.offer().thenCompose(this::post).handle((answer, failure) -> {
            asked.complete(answer);
            if (failure != null) {
                throw WhepException.in(failure, WhepFailure.LOCAL);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> accept(long epoch) {
        WhepAnswer answer = asked.getNow(null);
        if (answer == null) {
            return CompletableFuture.failedFuture(WhepException.of(WhepFailure.LOCAL));
        }
        return connection.setAnswer(answer.sdp(), epoch, answer.iceServers()).handle((set, failure) -> {
            if (failure != null) {
                throw WhepException.in(failure, WhepFailure.ANSWER_REJECTED);
            }
            return null;
        });
    }

    @Override
    public List<IceServer> iceServers() {
        WhepAnswer answer = asked.getNow(null);
        return answer == null ? List.of() : answer.iceServers();
    }

    @Override
    public CompletionStage<Void> leave() {
        if (offer.compareAndSet(Offer.OPEN, Offer.WITHHELD)) {
            // There is no session to wait for, and the offer may hang in the native library.
            asked.complete(null);
        }
        CompletableFuture<Void> closed = within(CLOSE_TIMEOUT, connection.close());
        CompletableFuture<Boolean> ended = asked.thenCompose(answer -> answer == null || answer.session() == null
                ? CompletableFuture.completedFuture(true)
                : client.delete(answer.session()));
        return CompletableFuture.allOf(closed, ended);
    }

    /** Completes with {@code closing}, or normally when {@code limit} has passed. */
    static CompletableFuture<Void> within(Duration limit, CompletionStage<Void> closing) {
        return closing.toCompletableFuture()
                .copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    LOG.warn("event=peer-connection-left-open limit={}", limit);
                    return null;
                });
    }

    private CompletionStage<WhepAnswer> post(String sdp) {
        if (!offer.compareAndSet(Offer.OPEN, Offer.SENT)) {
            throw new IllegalStateException("left before the offer was sent");
        }
        return client.post(source, sdp, connectTimeout);
    }
}
