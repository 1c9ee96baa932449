// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.util.regex.Pattern;

/**
 * The bearer credential a feed's WHEP endpoint asks for. {@link #toString} masks it; {@link #reveal} is no bean property.
 *
 * <p>Wider than RFC 6750's b64token, since some servers take {@code user:password} there; narrow enough that it can't
 * break out of a header.
 */
public final class FeedToken {
    /** Visible ASCII; 4096 characters hold any JWT that fits common header limits. */
    private static final Pattern SYNTAX = Pattern.compile("[!-~]{1,4096}");

    private final String token;

    private FeedToken(String token) {
        this.token = token;
    }

    /**
     * Wraps a token.
     *
     * @throws InvalidSessionException if it is not 1 to 4096 visible ASCII characters; the message does not repeat it
     */
    public static FeedToken of(String token) {
        if (!SYNTAX.matcher(token).matches()) {
            throw new InvalidSessionException("whepToken");
        }
        return new FeedToken(token);
    }

    /** The token itself, for the WHEP player and nobody else. */
    public String reveal() {
        return token;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeedToken that && token.equals(that.token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
