// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.consistency.RecentEntries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers for seconds which workspaces were asked for, and also that there was none, and what coverage there was. */
final class RecentWorkspaces {
    private static final Duration KEEP = Duration.ofSeconds(5);

    /** Some 500 bytes each. */
    private static final int AT_MOST = 10_000;

    private final WorkspaceRepository stored;
    private final RecentEntries<String, Optional<Workspace>> recent;
    private final Cache<Boolean, List<CoverageArea>> coverage;

    /** @param store of the same database */
    RecentWorkspaces(WorkspaceRepository stored, DataStore store, Ticker ticker) {
        this.stored = stored;
        this.recent = new RecentEntries<>(store, stored::find, AT_MOST, ticker);
        // One entry: anybody may ask, as often as they like, and all get the same.
        this.coverage =
                Caffeine.newBuilder().expireAfterWrite(KEEP).ticker(ticker).build();
    }

    /** The workspace as it was at most five seconds ago, yet not before the token, if there is one. */
    Optional<Workspace> find(String id, @Nullable ConsistencyToken token) {
        return recent.get(id, token);
    }

    /** The coverage as it was at most five seconds ago. */
    List<CoverageArea> coverage() {
        return coverage.get(Boolean.TRUE, once -> stored.live());
    }

    /** To be called after a write. */
    void forget(String id) {
        recent.invalidate(id);
        coverage.invalidateAll();
    }
}
