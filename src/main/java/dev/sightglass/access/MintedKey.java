// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A key just made, with its plaintext, which the first who asks gets and nobody after. Safe to print. */
public final class MintedKey {
    private final ApiKey key;
    private final AtomicReference<@Nullable String> plaintext;

    MintedKey(ApiKey key, String plaintext) {
        this.key = key;
        this.plaintext = new AtomicReference<>(plaintext);
    }

    /** The key as stored. */
    public ApiKey key() {
        return key;
    }

    /** Hands out the plaintext; empty from the second call on. */
    public Optional<String> takePlaintext() {
        return Optional.ofNullable(plaintext.getAndSet(null));
    }

    @Override
    public String toString() {
        return "MintedKey[" + key + ", plaintext=***]";
    }
}
