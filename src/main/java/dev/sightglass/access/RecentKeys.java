// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers for seconds which keys were asked for, and also that there was none, so that a poll costs no query. A key stored
 * through this object is found at once.
 */
final class RecentKeys implements KeyRepository {
    private static final Duration KEEP = Duration.ofSeconds(5);

    /** Some 500 bytes each. A flood of wrong keys does not drive out those in use: Caffeine keeps what is asked for often. */
    private static final int AT_MOST = 10_000;

    private final KeyRepository stored;
    private final Cache<KeyHash, Optional<ApiKey>> recent;

    RecentKeys(KeyRepository stored, Ticker ticker) {
        this.stored = stored;
        this.recent = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfterWrite(KEEP)
                .ticker(ticker)
                .build();
    }

    @Override
    public ApiKey put(ApiKey key) {
        try {
            return stored.put(key);
        } finally {
            // All, since the key that it replaces is here under a hash that nobody knows any more.
            recent.invalidateAll();
        }
    }

    @Override
    public Optional<ApiKey> find(KeyHash hash) {
        Optional<ApiKey> present = recent.getIfPresent(hash);
        return present != null ? present : recent.get(hash, stored::find);
    }

    @Override
    public boolean isEmpty() {
        return stored.isEmpty();
    }

    @Override
    public List<ApiKey> ofWorkspace(String workspaceId) {
        return stored.ofWorkspace(workspaceId);
    }

    @Override
    public Optional<ApiKey> revoke(String workspaceId, UUID id, Instant at) {
        try {
            return stored.revoke(workspaceId, id, at);
        } finally {
            // After a failure too: the write may have happened. All, since the hash is not known then, and it is rare.
            recent.invalidateAll();
        }
    }

    /** Entries stay as they are: nobody asks them for the last use. */
    @Override
    public void noteUses(Map<UUID, Instant> lastUses) {
        stored.noteUses(lastUses);
    }
}
