// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the credential of an {@code Authorization} header, RFC 6750 section 2.1. */
final class Bearer {
    /** Longest header value that is looked at; holds a large JWT, and Tomcat takes 8 KB of headers in all. */
    private static final int MAX_LENGTH = 4096;

    /** RFC 6750's b64token, RFC 9110's token68: the same characters. */
    private static final String TOKEN = "[A-Za-z0-9\\-._~+/]++=*+";

    private static final Pattern CREDENTIALS = Pattern.compile("(?i:Bearer) ++(" + TOKEN + ")");
    private static final Pattern TOKEN_ALONE = Pattern.compile(TOKEN);

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
        if (stripped.equalsIgnoreCase("Bearer")) {
            throw NotAuthenticatedException.noToken();
        }
        Matcher credentials = CREDENTIALS.matcher(stripped);
        if (!credentials.matches()) {
            throw NotAuthenticatedException.malformed();
        }
        return credentials.group(1);
    }

    /** Whether a text could ever arrive as a token. */
    static boolean isToken(String text) {
        return TOKEN_ALONE.matcher(text).matches();
    }
}
