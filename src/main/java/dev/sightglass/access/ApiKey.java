// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An API key as stored: never its plaintext. Safe to print.
 *
 * @param id the key's id
 * @param workspaceId the workspace it acts for
 * @param prefix first characters of the plaintext, at most 20 and never more than a third of it, for people to know it by
 * @param label what people call it
 * @param environment which world it is for
 * @param scopes what it may do
 * @param hash SHA-256 of the plaintext
 * @param createdAt when it was made
 */
public record ApiKey(
        UUID id,
        String workspaceId,
        String prefix,
        String label,
        Environment environment,
        Set<Scope> scopes,
        KeyHash hash,
        Instant createdAt) {
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
                now);
    }

    /** Who comes with this key. */
    Principal principal() {
        return new Principal(Principal.Kind.API_KEY, workspaceId, id, scopes, environment);
    }
}
