// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * In which variants the newest frame of each session is encoded: at most so many, the usual one aside, which always is allowed.
 * Safe for concurrent use; nothing here blocks for long.
 */
public final class FrameVariants {
    /** Some 500 bytes each; more sessions than there can be feeds. */
    private static final int SESSIONS = 10_000;

    /** A session that nobody asks for is forgotten, and loses nothing by it: frames are younger. */
    private static final Duration KEEP = Duration.ofMinutes(11);

    private final Variant usual;
    private final int perFrame;
    private final Cache<String, Entry> entries = Caffeine.newBuilder()
            .maximumSize(SESSIONS)
            .expireAfterAccess(KEEP)
            .executor(Runnable::run) // upkeep takes less time than to wake another thread for it
            .build();

    /** @param perFrame variants of one frame besides the usual one */
    public FrameVariants(Variant usual, int perFrame) {
        this.usual = usual;
        this.perFrame = perFrame;
    }

    /**
     * Counts a variant of a frame, once however often; of a frame that is not the newest any more, among those of the newest.
     *
     * @throws VariantLimitException if it is one too many
     */
    void admit(SnapshotKey key, FrameStamp frame) {
        if (!key.variant().equals(usual)
                && !entries.get(key.sessionId(), id -> new Entry(frame)).admit(frame, key.variant(), perFrame)) {
            throw new VariantLimitException();
        }
    }

    /** The newest frame of a session, and the variants in which it was asked for. */
    private static final class Entry {
        private final Set<Variant> variants = new HashSet<>();
        private FrameStamp newest;

        Entry(FrameStamp frame) {
            newest = frame;
        }

        synchronized boolean admit(FrameStamp frame, Variant variant, int atMost) {
            if (newest.isBefore(frame)) {
                newest = frame;
                variants.clear();
            }
            return variants.contains(variant) || (variants.size() < atMost && variants.add(variant));
        }
    }
}
