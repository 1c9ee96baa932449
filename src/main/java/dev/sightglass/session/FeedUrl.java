// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The WHEP endpoint URL of a feed. It is a secret, since whoever holds it can watch: {@link #toString} shows the host and
 * a short hash only, and {@link #reveal} is no bean property, so that no serializer finds it.
 */
public final class FeedUrl {
    /** Hash bytes shown: enough to tell feeds apart in a log. */
    private static final int SHOWN_HASH_BYTES = 4;

    private final URI url;

    private FeedUrl(URI url) {
        this.url = url;
    }

    /** Wraps a URL that has a host; the caller has checked it against the address rules. */
    public static FeedUrl of(URI url) {
        return new FeedUrl(Objects.requireNonNull(url, "url"));
    }

    /** The URL itself, for the WHEP player and nobody else. */
    public URI reveal() {
        return url;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeedUrl that && url.equals(that.url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    /** Host and the first 8 hex digits of the URL's SHA-256: {@code camera.example#1f2e3d4c}. */
    @Override
    public String toString() {
        return url.getHost() + "#" + HexFormat.of().formatHex(sha256(url.toString()), 0, SHOWN_HASH_BYTES);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
