// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import dev.sightglass.platform.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Compares what a request carries with a configured secret. Holds secrets; {@link #toString} hides them. */
final class Credential {
    private static final String HMAC = "HmacSHA256";

    private final Secret secret;
    private final byte[] digest;

    Credential(Secret secret) {
        this.secret = secret;
        this.digest = sha256(secret.reveal());
    }

    /**
     * Whether a text is the secret, in a time that depends on neither: digests of one length are compared. Always false where no
     * secret is configured.
     */
    boolean is(@Nullable String text) {
        boolean same = MessageDigest.isEqual(digest, sha256(text == null ? "" : text));
        return same && !secret.isEmpty();
    }

    /** Whether a secret is configured, by which something could be signed. */
    boolean isConfigured() {
        return !secret.isEmpty();
    }

    /** The HMAC-SHA256 of a prefix in ASCII and a body, under the secret in UTF-8. */
    byte[] sign(String prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update(prefix.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return secret.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
