// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import org.jspecify.annotations.Nullable;

/** Reads the credential of an {@code Authorization} header, RFC 6750 section 2.1. */
final class Bearer {
    /** Longest header value that is looked at; holds a large JWT, and Tomcat takes 8 KB of headers in all. */
    private static final int MAX_LENGTH = 4096;

    private static final String SCHEME = "Bearer";

    private Bearer() {}

    /**
     * The token of a header value; the scheme's case does not matter, blanks around the value neither.
     *
     * @throws NotAuthenticatedException if there is no value, no token, or anything else than the scheme and one token
     */
    static String token(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw NotAuthenticatedException.missing();
        }
        if (authorization.length() > MAX_LENGTH) {
            throw NotAuthenticatedException.malformed();
        }
        String stripped = authorization.strip();
        if (stripped.equalsIgnoreCase(SCHEME)) {
            throw NotAuthenticatedException.noToken();
        }
        if (!stripped.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || stripped.charAt(SCHEME.length()) != ' ') {
            throw NotAuthenticatedException.malformed();
        }
        int start = SCHEME.length();
        while (stripped.charAt(start) == ' ') {
            start++;
        }
        String token = stripped.substring(start);
        if (!isToken(token)) {
            throw NotAuthenticatedException.malformed();
        }
        return token;
    }

    /** Whether a text could ever arrive as a token: RFC 6750's b64token, RFC 9110's token68, which are the same characters. */
    static boolean isToken(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~'
                || c == '+'
                || c == '/';
    }
}
