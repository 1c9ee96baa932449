// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The URL of a WHEP endpoint, which may itself be the credential; {@link #toString()} shows the host and a short hash.
 *
 * @param uri absolute, http or https, without fragment
 */
public record WhepUrl(URI uri) {
    private static final int LARGEST_PORT = 65_535;

    /**
     * Checks the URL's form.
     *
     * @throws WhepException {@code whep:badUrl} if it is not an absolute http or https URL with a host and without user info
     */
    public WhepUrl {
        if (!isHttp(uri) || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw WhepException.of(WhepFailure.BAD_URL);
        }
    }

    /**
     * Reads a URL from text.
     *
     * @throws WhepException {@code whep:badUrl} if it is no http or https URL
     */
    public static WhepUrl parse(String text) {
        try {
            return new WhepUrl(new URI(text.strip()));
        } catch (URISyntaxException malformed) {
            // The cause would carry the URL into logs.
            throw WhepException.of(WhepFailure.BAD_URL);
        }
    }

    /** Host and eight hex digits of the URL's sha256, such as {@code cam.example/1a2b3c4d}. */
    @Override
    public String toString() {
        return uri.getHost() + "/" + Fingerprint.of(uri.toString());
    }

    /** Whether it is an http or https URL with a port that there can be: the HTTP client throws at others, as if by our own fault. */
    static boolean isHttp(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && uri.getPort() <= LARGEST_PORT;
    }

    /** Tells whether both have the same scheme, host and port (RFC 6454 section 4). */
    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
