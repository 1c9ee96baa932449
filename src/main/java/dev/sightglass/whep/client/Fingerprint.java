// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first 32 bits of a secret's sha256: tells two secrets apart in a log without showing either. */
final class Fingerprint {
    private Fingerprint() {}

    /** Returns eight hex digits. */
    static String of(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
