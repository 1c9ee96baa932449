// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/** A key of 256 bits that seals what is stored. Printing shows its id only. */
public final class DataKey {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;

    /** So that the id is a hash of nothing else that somebody may keep of a key. */
    private static final byte[] ID_PURPOSE = "sightglass data key id".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final String id;

    private DataKey(byte[] bytes) {
        this.bytes = bytes;
        this.id = idOf(bytes);
    }

    /**
     * Reads a key as {@code openssl rand -base64 32} writes it.
     *
     * @throws IllegalArgumentException if it is anything else; the message does not repeat it
     */
    public static DataKey parse(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Not as the cause: its message repeats a character.
            throw refused();
        }
        if (bytes.length != BYTES) {
            throw refused();
        }
        return new DataKey(bytes);
    }

    /** A new key. */
    public static DataKey random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new DataKey(bytes);
    }

    /** 8 hex digits that follow from the key, by which what it sealed names it. No secret. */
    public String id() {
        return id;
    }

    /** The key itself, as {@link #parse} reads it. */
    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    SecretKeySpec aes() {
        return new SecretKeySpec(bytes, "AES");
    }

    @Override
    public String toString() {
        return "DataKey[" + id + "]";
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("32 random bytes in base64, as \"openssl rand -base64 32\" makes them");
    }

    private static String idOf(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ID_PURPOSE);
            return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
