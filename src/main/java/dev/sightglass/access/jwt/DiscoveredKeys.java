// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer, where its OpenID Connect Discovery 1.0 document (section 4) says they are. Asks for that document each
 * time, which is each time that a cache above asks.
 */
final class DiscoveredKeys implements JWKSetSource<SecurityContext> {
    private static final String DOCUMENT = "/.well-known/openid-configuration";

    private final String issuer;
    private final ResourceRetriever http;

    DiscoveredKeys(String issuer, ResourceRetriever http) {
        this.issuer = issuer;
        this.http = http;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
            throws KeySourceException {
        return new URLBasedJWKSetSource<SecurityContext>(location(), http).getJWKSet(evaluator, now, context);
    }

    private java.net.URL location() throws JWKSetRetrievalException {
        try {
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            Map<String, Object> document = JSONObjectUtils.parse(
                    http.retrieveResource(URI.create(base + DOCUMENT).toURL()).getContent());
            // Section 4.3: a document of another issuer is not to be used.
            if (!issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
                throw new JWKSetRetrievalException("the document is of another issuer", null);
            }
            URI keys = URI.create(String.valueOf(JSONObjectUtils.getString(document, "jwks_uri")));
            if (!isAsSafeAsIssuer(keys)) {
                throw new JWKSetRetrievalException("the document names no safe address of keys", null);
            }
            return keys.toURL();
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new JWKSetRetrievalException("the document cannot be read", e);
        }
    }

    private boolean isAsSafeAsIssuer(URI keys) {
        String scheme = String.valueOf(keys.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("https") || scheme.equals("http") && issuer.startsWith("http:");
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
