// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first key, with all scopes for the workspace {@code default}: configured, or made at the first start. It also manages the
 * keys of every workspace. Safe to print.
 */
public final class BootstrapKey {
    /** The workspace the first key acts for. */
    public static final String WORKSPACE = "default";

    /** How the first key is named as the maker of keys; also of itself. */
    static final String IDENTITY = "bootstrap";

    private static final String SETTING = "SIGHTGLASS_ACCESS_BOOTSTRAP_KEY";

    /** The configured key always has this id, so that another one in the setting takes the place of the one before. */
    private static final UUID CONFIGURED_ID = UUID.fromString("b0075712-a900-4000-8000-000000000001");

    private static final int MIN_LENGTH = 16;
    private static final KeyGrant GRANT =
            new KeyGrant(WORKSPACE, "bootstrap", Environment.TEST, Set.of(Scope.values()), IDENTITY, true);

    private final @Nullable MintedKey generated;

    private BootstrapKey(@Nullable MintedKey generated) {
        this.generated = generated;
    }

    /**
     * Sees to it that there is a key: stores the configured one, in place of the one configured before; without one, and if no
     * key is stored, makes one.
     *
     * @param configured the configured plaintext; null or blank for none
     * @throws IllegalArgumentException if it is not 16 to 200 characters that may stand in an {@code Authorization} header, or
     *     looks like a JWT; the message names the setting and does not repeat the value
     */
    public static BootstrapKey install(ApiKeys keys, @Nullable String configured) {
        if (configured != null && !configured.isBlank()) {
            keys.store(CONFIGURED_ID, checked(configured), GRANT);
            return new BootstrapKey(null);
        }
        return new BootstrapKey(keys.isEmpty() ? keys.mint(GRANT) : null);
    }

    /** Whether a key was made, so that somebody has to be told. */
    public boolean isGenerated() {
        return generated != null;
    }

    /** Hands out the plaintext of a key that was made, for printing; empty from the second call on, or if none was made. */
    public Optional<String> takePlaintext() {
        return generated == null ? Optional.empty() : generated.takePlaintext();
    }

    @Override
    public String toString() {
        return "BootstrapKey[generated=" + isGenerated() + "]";
    }

    private static String checked(String configured) {
        boolean lengthFits = configured.length() >= MIN_LENGTH && configured.length() <= ApiKeys.MAX_PLAINTEXT_LENGTH;
        if (!lengthFits || !Bearer.isToken(configured)) {
            throw new IllegalArgumentException(SETTING + " must be " + MIN_LENGTH + " to "
                    + ApiKeys.MAX_PLAINTEXT_LENGTH
                    + " characters long, of letters, digits and - . _ ~ + / only (and = at the end): what an"
                    + " Authorization header can carry");
        }
        if (JwtVerifier.looksLikeJwt(configured)) {
            throw new IllegalArgumentException(
                    SETTING + " must not begin with eyJ and hold a dot: that is how a JWT looks");
        }
        return configured;
    }
}
