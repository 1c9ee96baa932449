// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.InboundStatistics;
import dev.sightglass.whep.webrtc.PeerConnectionListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A link whose server the test plays. */
final class FakeFeedLink implements FeedLink {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    final CompletableFuture<Void> accepted = new CompletableFuture<>();
    final CompletableFuture<Void> left = new CompletableFuture<>();
    final List<String> calls = new ArrayList<>();
    final FeedTarget target;
    final FrameSlot slot;
    final PeerConnectionListener listener;
    FeedMemory memory = FeedMemory.NONE;
    boolean asksAgain = true;
    InboundStatistics received = new InboundStatistics(Duration.ZERO, 0);

    FakeFeedLink(FeedTarget target, PeerConnectionListener listener) {
        this.target = target;
        this.slot = target.slot();
        this.listener = listener;
    }

    /** Fails the request under way; the next one is open again. */
    void refuse(Throwable failure) {
        CompletableFuture<Void> refused = asked;
        asked = new CompletableFuture<>();
        refused.completeExceptionally(failure);
    }

    @Override
    public CompletionStage<Void> ask() {
        calls.add("ask");
        return asked;
    }

    @Override
    public boolean canAskAgain() {
        return asksAgain;
    }

    @Override
    public CompletionStage<Void> accept(long epoch) {
        calls.add("accept " + epoch);
        return accepted;
    }

    @Override
    public FeedMemory memory() {
        return memory;
    }

    @Override
    public CompletionStage<InboundStatistics> inbound() {
        return CompletableFuture.completedFuture(received);
    }

    @Override
    public CompletionStage<Void> leave() {
        calls.add("leave");
        return left;
    }
}
