// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.consistency.RecentEntries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for seconds which keys were glanced at, and also that there was none, so that a poll costs no query. A key stored
 * through this object is seen at once.
 */
final class RecentKeys implements KeyRepository {
    /** Some 500 bytes each. A flood of wrong keys does not drive out those in use: Caffeine keeps what is asked for often. */
    private static final int AT_MOST = 10_000;

    private final KeyRepository stored;
    private final RecentEntries<KeyHash, Optional<ApiKey>> recent;

    /** @param store of the same database */
    RecentKeys(KeyRepository stored, DataStore store, Ticker ticker) {
        this.stored = stored;
        this.recent = new RecentEntries<>(store, stored::find, AT_MOST, ticker);
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
        return stored.find(hash);
    }

    @Override
    public Optional<ApiKey> glance(KeyHash hash, @Nullable ConsistencyToken token) {
        return recent.get(hash, token);
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
