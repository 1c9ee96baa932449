// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.CandidateFragment;
import dev.sightglass.whep.client.WhepAnswer;
import dev.sightglass.whep.client.WhepClient;
import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepFailure;
import dev.sightglass.whep.client.WhepOffer;
import dev.sightglass.whep.client.WhepReply;
import dev.sightglass.whep.client.WhepSession;
import dev.sightglass.whep.client.WhepWay;
import dev.sightglass.whep.webrtc.InboundStatistics;
import dev.sightglass.whep.webrtc.LocalDescription;
import dev.sightglass.whep.webrtc.PeerConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link over WHEP: one peer connection and at most one WHEP session. */
final class WhepLink implements FeedLink {
    private static final Logger LOG = LoggerFactory.getLogger(WhepLink.class);
    /** A native close takes some 10 ms; one that hangs must not keep the feed from joining again or from ending. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    /** How long candidates are collected for the one PATCH that brings them: a few round trips to a STUN or TURN server. */
    private static final Duration TRICKLE_AFTER = Duration.ofMillis(500);

    private final WhepClient client;
    private final FeedTarget target;
    private final PeerConnection connection;
    private final Duration connectTimeout;
    private final Negotiation.Peer peer;
    /** The last one; those before have failed, and left nothing. */
    private volatile Negotiation negotiation;

    private boolean asked;
    private volatile boolean trickles;
    /** The server's offer took the place of ours, which cannot be sent again. */
    private volatile boolean answered;

    WhepLink(
            WhepClient client,
            FeedTarget target,
            PeerConnection connection,
            Duration connectTimeout,
            SessionDeletes deletes) {
        this.client = client;
        this.target = target;
        this.connection = connection;
        this.connectTimeout = connectTimeout;
        this.trickles = target.memory().trickles();
        this.peer = new Peer(deletes);
        this.negotiation = negotiation(target.memory().way());
    }

    private Negotiation negotiation(WhepWay way) {
        return new Negotiation(client, target.source(), way, peer, connectTimeout);
    }

    @Override
    public CompletionStage<Void> ask() {
        if (asked) {
            negotiation = negotiation(negotiation.way());
        }
        asked = true;
        return negotiation.start();
    }

    @Override
    public boolean canAskAgain() {
        return !answered;
    }

    /** What a negotiation needs of the peer connection and of whoever ends sessions. */
    private final class Peer implements Negotiation.Peer {
        private final SessionDeletes deletes;
        /** What is offered, once and again; null before the first time. */
        private @Nullable CompletionStage<String> offer;

        Peer(SessionDeletes deletes) {
            this.deletes = deletes;
        }

        @Override
        public synchronized CompletionStage<String> offer() {
            CompletionStage<String> made = offer == null ? connection.offer() : offer;
            offer = made;
            return made;
        }

        @Override
        public CompletionStage<String> answer(WhepOffer theirs) {
            answered = true;
            return connection.answer(theirs.sdp(), theirs.iceServers());
        }

        @Override
        public CompletionStage<?> delete(WhepSession session) {
            return deletes.delete(session);
        }
    }

    @Override
    public CompletionStage<Void> accept(long epoch) {
        WhepReply reply = negotiation.reply();
        if (reply == null) {
            return CompletableFuture.failedFuture(WhepException.of(WhepFailure.LOCAL));
        }
        CompletionStage<Void> taken = reply instanceof WhepAnswer answer
                ? connection.setAnswer(answer.sdp(), epoch, answer.iceServers())
                : connection.receive(epoch);
        return taken.handle((set, failure) -> {
            if (failure != null) {
                throw WhepException.in(failure, WhepFailure.ANSWER_REJECTED);
            }
            WhepSession session = reply.session();
            if (session != null && session.takesCandidates() && trickles) {
                connection.localDescription(TRICKLE_AFTER).thenCompose(local -> trickle(session, local));
            }
            return null;
        });
    }

    /** Sends the candidates that came too late for what was sent. Whatever comes of it, the feed goes on. */
    private CompletionStage<Void> trickle(WhepSession session, LocalDescription local) {
        String fragment = CandidateFragment.between(negotiation.sent(), local.sdp(), local.complete());
        if (fragment == null || negotiation.isEnded()) {
            return CompletableFuture.completedFuture(null);
        }
        return client.trickle(session, fragment).thenAccept(again -> trickles = again);
    }

    @Override
    public FeedMemory memory() {
        WhepReply reply = negotiation.reply();
        return new FeedMemory(
                reply == null ? target.memory().iceServers() : reply.iceServers(), negotiation.way(), trickles);
    }

    @Override
    public CompletionStage<InboundStatistics> inbound() {
        return connection.inbound();
    }

    @Override
    public CompletionStage<Void> leave() {
        return CompletableFuture.allOf(within(CLOSE_TIMEOUT, connection.close()), negotiation.end());
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
}
