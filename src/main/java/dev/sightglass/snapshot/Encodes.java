// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import dev.sightglass.platform.ContractException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Encodes within the limits of whoever causes them: variants of a frame, time of the encoder, turns of the workspaces. Safe for
 * concurrent use; nothing here blocks.
 */
public final class Encodes {
    private final FrameSource frames;
    private final FrameVariants variants;
    private final EncodeTurns turns;
    private final LongSupplier nanoTime;

    /** @param nanoTime as {@link System#nanoTime()} */
    public Encodes(FrameSource frames, FrameVariants variants, EncodeTurns turns, LongSupplier nanoTime) {
        this.frames = frames;
        this.variants = variants;
        this.turns = turns;
        this.nanoTime = nanoTime;
    }

    @Nullable FrameStamp newest(String sessionId) {
        return frames.newest(sessionId);
    }

    /**
     * Lets an encode of that frame, or of a newer one, begin.
     *
     * @throws ContractException {@code RATE_LIMITED} if the payer must not cause one, or not in that variant
     */
    void admit(SnapshotKey key, FrameStamp frame, Payer payer) {
        payer.requireEncodeTime();
        variants.admit(key, frame);
    }

    /**
     * Encodes the frame that is the newest when its turn has come and a worker is free, and charges the payer for it.
     *
     * @param wanted asked then, on the worker's thread; on false nothing is encoded, and nothing charged
     * @return as of {@link FrameSource#encode}; fails with {@link VariantLimitException} if the frame that was met has too many
     */
    CompletionStage<?> start(SnapshotKey key, Payer payer, Predicate<FrameStamp> wanted) {
        Ride ride = new Ride(key, wanted);
        return turns.take(
                payer.workspaceId(),
                () -> frames.encode(key.sessionId(), key.variant(), ride::begins)
                        .whenComplete((done, failure) -> ride.charge(payer))
                        .thenCompose(done -> ride.outcome(done)));
    }

    /** One encode, from the choice of its frame. Written by one worker, read when that has ended. */
    private final class Ride {
        private final SnapshotKey key;
        private final Predicate<FrameStamp> wanted;
        private volatile @Nullable VariantLimitException refusal;
        private volatile boolean begun;
        private volatile long beganAtNanos;

        Ride(SnapshotKey key, Predicate<FrameStamp> wanted) {
            this.key = key;
            this.wanted = wanted;
        }

        /** The frame may be a newer one than the one that was admitted. */
        boolean begins(FrameStamp frame) {
            try {
                variants.admit(key, frame);
            } catch (VariantLimitException e) {
                refusal = e;
                return false;
            }
            if (!wanted.test(frame)) {
                return false;
            }
            beganAtNanos = nanoTime.getAsLong();
            begun = true;
            return true;
        }

        void charge(Payer payer) {
            if (begun) {
                payer.charge(Duration.ofNanos(nanoTime.getAsLong() - beganAtNanos));
            }
        }

        CompletionStage<?> outcome(@Nullable Object done) {
            VariantLimitException refused = refusal;
            return refused == null ? CompletableFuture.completedFuture(done) : CompletableFuture.failedFuture(refused);
        }
    }
}
