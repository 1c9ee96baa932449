// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as stored: never its plaintext. Safe to print. Instants are whole milliseconds.
 *
 * @param id the key's id
 * @param workspaceId the workspace it acts for
 * @param prefix first characters of the plaintext, at most 20 and never more than a third of it, for people to know it by
 * @param label what people call it
 * @param environment which world it is for
 * @param scopes what it may do
 * @param hash SHA-256 of the plaintext
 * @param createdAt when it was made
 * @param createdBy who made it, {@link Principal#identity}
 * @param isBootstrap whether it is the first key, which manages others
 * @param revokedAt when it was revoked; null if it was not
 * @param lastUsedAt when it was last used, some seconds late; null if it never was
 */
public record ApiKey(
        UUID id,
        String workspaceId,
        String prefix,
        String label,
        Environment environment,
        Set<Scope> scopes,
        KeyHash hash,
        Instant createdAt,
        String createdBy,
        boolean isBootstrap,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {
    /** How long a revoked key still works, so that whoever uses it can change to another; the contract's number. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    private static final int PREFIX_LENGTH = 20;

    /** Takes its own copy of the scopes. */
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    static ApiKey of(UUID id, String plaintext, KeyGrant grant, Instant now) {
        // A configured key may be short: showing 20 characters of it would show all.
        String prefix = plaintext.substring(0, Math.min(PREFIX_LENGTH, plaintext.length() / 3));
        return new ApiKey(
                id,
                grant.workspaceId(),
                prefix,
                grant.label(),
                grant.environment(),
                grant.scopes(),
                KeyHash.ofPlaintext(plaintext),
                now.truncatedTo(ChronoUnit.MILLIS),
                grant.createdBy(),
                grant.isBootstrap(),
                null,
                null);
    }

    /** The first moment at which a revoked key no longer works; empty for one that is not revoked. */
    public Optional<Instant> gracePeriodEnd() {
        return Optional.ofNullable(revokedAt).map(moment -> moment.plus(GRACE));
    }

    /** Whether it still works at that moment. */
    boolean isGoodAt(Instant now) {
        return revokedAt == null || now.isBefore(revokedAt.plus(GRACE));
    }

    /** Who comes with this key. */
    Principal principal() {
        return new ApiKeyPrincipal(workspaceId, id, scopes, environment, isBootstrap);
    }
}
