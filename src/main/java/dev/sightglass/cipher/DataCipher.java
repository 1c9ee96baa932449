// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals texts for the database: AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits and a tag of 128, bound to the
 * {@link Place} of the text. A sealed text is {@code v1.<key id>.<base64url of nonce, ciphertext and tag>}, some 50 characters and a
 * third more than the text. Safe for concurrent use.
 */
public final class DataCipher {
    private static final String VERSION = "v1";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern SEALED = Pattern.compile(VERSION + "\\.([0-9a-f]{8})\\.([A-Za-z0-9_-]{38,})");

    private final SecureRandom random = new SecureRandom();
    private final DataKey current;
    private final Map<String, DataKey> keys;

    /**
     * @param current the key that seals, and opens
     * @param others keys that only open
     */
    public DataCipher(DataKey current, List<DataKey> others) {
        this.current = current;
        List<DataKey> all = new ArrayList<>(others);
        all.add(current);
        this.keys = all.stream().collect(Collectors.toMap(DataKey::id, Function.identity(), (first, again) -> again));
    }

    /** One of a new key that goes with it: for a database that does too. */
    public static DataCipher forget() {
        return new DataCipher(DataKey.random(new SecureRandom()), List.of());
    }

    /** Seals a text; each call gives another. */
    public String seal(Place place, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String header = header(current.id());
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, current, nonce, place.associatedData(header));
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return header + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /**
     * Opens a sealed text.
     *
     * @throws UnreadableSecretException if it was not sealed at that place by one of the keys
     */
    public String open(Place place, String sealed) {
        Matcher parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            throw new UnreadableSecretException("notSealed");
        }
        DataKey key = keys.get(parts.group(1));
        if (key == null) {
            throw new UnreadableSecretException("unknownKey");
        }
        byte[] all = bytes(parts.group(2));
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, place.associatedData(header(key.id())));
            byte[] text = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new UnreadableSecretException("changed");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** The key that seals. */
    String currentId() {
        return current.id();
    }

    boolean knows(String keyId) {
        return keys.containsKey(keyId);
    }

    /** How everything begins that a key sealed. */
    static String header(String keyId) {
        return VERSION + "." + keyId + ".";
    }

    /** The key that a text was sealed by; null for one that is not sealed. */
    static @Nullable String keyIdOf(String text) {
        Matcher parts = SEALED.matcher(text);
        return parts.matches() ? parts.group(1) : null;
    }

    private static Cipher cipher(int mode, DataKey key, byte[] nonce, byte[] associatedData)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key.aes(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnreadableSecretException("changed");
        }
    }
}
