// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sightglass.access.ApiKey;
import dev.sightglass.access.Scope;
import dev.sightglass.api.Timestamps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key on the wire (contract section 3.1). {@code plaintext} only where it has just been made. */
record KeyView(
        String id,
        String workspaceId,
        String prefix,
        String label,
        String environment,
        List<String> scopes,
        @Nullable String lastUsedAt,
        @Nullable String revokedAt,
        @Nullable String gracePeriodEnd,
        String createdAt,
        String createdByWallet,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String plaintext) {

    static KeyView of(ApiKey key) {
        return new KeyView(
                key.id().toString(),
                key.workspaceId(),
                key.prefix(),
                key.label(),
                key.environment().name(),
                key.scopes().stream().sorted().map(Scope::wireName).toList(),
                Timestamps.textOrNull(key.lastUsedAt()),
                Timestamps.textOrNull(key.revokedAt()),
                Timestamps.textOrNull(key.gracePeriodEnd().orElse(null)),
                Timestamps.text(key.createdAt()),
                key.createdBy(),
                null);
    }

    KeyView with(String secret) {
        return new KeyView(
                id,
                workspaceId,
                prefix,
                label,
                environment,
                scopes,
                lastUsedAt,
                revokedAt,
                gracePeriodEnd,
                createdAt,
                createdByWallet,
                secret);
    }

    /** Keeps the plaintext out of whatever prints a message body. */
    @Override
    public String toString() {
        return "KeyView[id=" + id + "]";
    }
}
