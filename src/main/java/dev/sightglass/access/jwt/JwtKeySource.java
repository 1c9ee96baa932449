// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import dev.sightglass.platform.JwtSettings;
import dev.sightglass.platform.SettingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys and the algorithms they may be used with, from settings: a public key never serves an algorithm of a shared secret.
 *
 * @param keys where the keys come from
 * @param algorithms the only ones that a token may name
 */
record JwtKeySource(JWKSource<SecurityContext> keys, Set<JWSAlgorithm> algorithms) {
    private static final String PREFIX = "sightglass.access.jwt.";

    private static final Set<JWSAlgorithm> USUAL = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final Set<JWSAlgorithm> OF_PUBLIC_KEYS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** RFC 7518 section 3.2: a key of HS256 has at least 256 bits. */
    private static final int MIN_SECRET_BYTES = 32;

    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int READ_TIMEOUT_MS = 2_000;
    private static final int MAX_BYTES = 64 * 1024;

    /** @throws SettingException if the settings make no sense together */
    static JwtKeySource of(JwtSettings settings, Clock clock) {
        return settings.secret().isEmpty() ? ofIssuer(settings, clock) : ofSecret(settings);
    }

    private static JwtKeySource ofSecret(JwtSettings settings) {
        byte[] secret = settings.secret().reveal().getBytes(StandardCharsets.UTF_8);
        if (secret.length < MIN_SECRET_BYTES) {
            throw new SettingException(PREFIX + "secret", "must be at least 32 bytes long");
        }
        if (!settings.jwkSetUri().isBlank()) {
            throw new SettingException(PREFIX + "secret", "must not stand beside jwk-set-uri");
        }
        Set<JWSAlgorithm> only = Set.of(JWSAlgorithm.HS256);
        return new JwtKeySource(new ImmutableSecret<>(secret), algorithms(settings.algorithms(), only, only));
    }

    private static JwtKeySource ofIssuer(JwtSettings settings, Clock clock) {
        ResourceRetriever http = new DefaultResourceRetriever(CONNECT_TIMEOUT_MS, READ_TIMEOUT_MS, MAX_BYTES);
        Set<JWSAlgorithm> algorithms = algorithms(settings.algorithms(), USUAL, OF_PUBLIC_KEYS);
        if (settings.jwkSetUri().isBlank()) {
            web("issuer-uri", settings.issuerUri());
            return new JwtKeySource(new IssuerKeys(new DiscoveredKeys(settings.issuerUri(), http), clock), algorithms);
        }
        return new JwtKeySource(
                new IssuerKeys(new URLBasedJWKSetSource<>(web("jwk-set-uri", settings.jwkSetUri()), http), clock),
                algorithms);
    }

    private static Set<JWSAlgorithm> algorithms(
            List<String> names, Set<JWSAlgorithm> usual, Set<JWSAlgorithm> possible) {
        Set<JWSAlgorithm> wanted = names.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        if (!possible.containsAll(wanted)) {
            String choices =
                    possible.stream().map(JWSAlgorithm::getName).sorted().collect(Collectors.joining(", "));
            throw new SettingException(PREFIX + "algorithms", "must be of " + choices + " with these keys");
        }
        return wanted.isEmpty() ? usual : wanted;
    }

    private static java.net.URL web(String setting, String text) {
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return uri.toURL();
            }
        } catch (IllegalArgumentException | java.net.MalformedURLException e) {
            throw new SettingException(PREFIX + setting, "is not an address");
        }
        throw new SettingException(PREFIX + setting, "must be an https or http address");
    }
}
