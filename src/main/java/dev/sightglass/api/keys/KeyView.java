// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sightglass.access.ApiKey;
import dev.sightglass.access.Scope;
import dev.sightglass.api.Timestamps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key on the wire (contract section 3.1). */
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
        String createdByWallet) {

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
                key.createdBy());
    }

    /** The key as an answer to a write. */
    Written written(@Nullable String consistencyToken) {
        return new Written(this, consistencyToken, null);
    }

    /**
     * A key just made or revoked.
     *
     * @param plaintext only of one that has just been made
     */
    record Written(
            @JsonUnwrapped KeyView key,
            @Nullable String consistencyToken,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String plaintext) {

        Written with(String secret) {
            return new Written(key, consistencyToken, secret);
        }

        /** Keeps the plaintext out of whatever prints a message body. */
        @Override
        public String toString() {
            return "Written[id=" + key.id() + "]";
        }
    }
}
