// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import dev.sightglass.consistency.ConsistencyToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where API keys are kept. Every method is atomic and safe for concurrent use; a write is durable when it returns. */
interface KeyRepository {
    /**
     * Stores a key unless one of the same hash is stored already; in place of the one of the same id, if there is one.
     *
     * @return the key that is stored now under that hash, the given or the earlier one
     */
    ApiKey put(ApiKey key);

    /** The key of that hash. */
    Optional<ApiKey> find(KeyHash hash);

    /**
     * The key of that hash, be it as it was a few seconds ago if another process has changed it since, yet not as it was before
     * the token. For the hot path.
     */
    default Optional<ApiKey> glance(KeyHash hash, @Nullable ConsistencyToken token) {
        return find(hash);
    }

    /** Whether no key is stored. */
    boolean isEmpty();

    /** All keys of a workspace, the newest first, revoked ones too. */
    List<ApiKey> ofWorkspace(String workspaceId);

    /**
     * Revokes a key, unless it is revoked already: the first moment stays.
     *
     * @return the key as it is then; empty if that workspace has none of that id
     */
    Optional<ApiKey> revoke(String workspaceId, UUID id, Instant at);

    /** Moves forward, never back, when those keys were last used. Keys that are no more are passed over. */
    void noteUses(Map<UUID, Instant> lastUses);
}
