// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;

/** How our API keys look: {@code lxxn_<env>_<6 hex digits of the workspace's hash>_<32 random bytes in base62>}. */
final class KeyFormat {
    private static final String START = "lxxn_";
    private static final int WORKSPACE_BYTES = 3;
    private static final int SECRET_BYTES = 32;
    /** Base62 digits that hold any 256 bits: 62^43 > 2^256 > 62^42. */
    private static final int SECRET_DIGITS = 43;

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private KeyFormat() {}

    /** A new plaintext. The workspace part is for the eye only; nothing is looked up by it. */
    static String mint(String workspaceId, Environment environment, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String workspace = HexFormat.of().formatHex(KeyHash.sha256(workspaceId), 0, WORKSPACE_BYTES);
        return START + environment.inKey() + "_" + workspace + "_" + base62(secret);
    }

    /** Whether a token means to be an API key, not something else such as a JWT. */
    static boolean looksLikeKey(String token) {
        return token.startsWith(START);
    }

    private static String base62(byte[] bytes) {
        char[] digits = new char[SECRET_DIGITS];
        BigInteger rest = new BigInteger(1, bytes);
        BigInteger base = BigInteger.valueOf(BASE62.length());
        for (int i = digits.length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            digits[i] = BASE62.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(digits);
    }
}
