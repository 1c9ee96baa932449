// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The SHA-256 of an API key's plaintext, all that is kept of it. Unsalted and fast on purpose: a key we
 * make holds 256 random bits, so there is nothing to guess; a configured one is its owner's to choose as long. Immutable;
 * bytes are copied in and out.
 */
public final class KeyHash {
    private static final int BYTES = 32;

    /** Never fed: to copy it takes half the time of looking for one among all security providers. */
    private static final MessageDigest FRESH = fresh();

    private final byte[] sha256;

    private KeyHash(byte[] sha256) {
        this.sha256 = sha256;
    }

    /** The hash of a plaintext, in UTF-8. */
    public static KeyHash ofPlaintext(String plaintext) {
        return new KeyHash(sha256(plaintext));
    }

    /**
     * The hash from its 32 bytes, as stored.
     *
     * @throws IllegalArgumentException if there are not 32
     */
    public static KeyHash ofBytes(byte[] sha256) {
        if (sha256.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + sha256.length);
        }
        return new KeyHash(sha256.clone());
    }

    /** The 32 bytes, a copy. */
    public byte[] bytes() {
        return sha256.clone();
    }

    /** Compares in a time that does not depend on where the difference lies. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash that && MessageDigest.isEqual(sha256, that.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return "sha256:***";
    }

    static byte[] sha256(String text) {
        try {
            return ((MessageDigest) FRESH.clone()).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's own SHA-256 can be copied", e);
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
