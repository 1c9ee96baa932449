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
import org.jspecify.annotations.Nullable;

/** A link over WHEP: one peer connection and at most one WHEP session. */
final class WhepLink implements FeedLink {
    private final WhepClient client;
    private final WhepSource source;
    private final PeerConnection connection;
    private final Duration connectTimeout;
    private final CompletableFuture<@Nullable WhepAnswer> asked = new CompletableFuture<>();
    private volatile boolean left;

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
        left = true;
        CompletableFuture<Void> closed = connection.close().toCompletableFuture();
        CompletableFuture<Boolean> ended = asked.thenCompose(answer -> answer == null || answer.session() == null
                ? CompletableFuture.completedFuture(true)
                : client.delete(answer.session()));
        return CompletableFuture.allOf(closed, ended);
    }

    private CompletionStage<WhepAnswer> post(String offer) {
        if (left) {
            throw new IllegalStateException("left before the offer was sent");
        }
        return client.post(source, offer, connectTimeout);
    }
}
