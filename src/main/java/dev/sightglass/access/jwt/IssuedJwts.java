// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.JwtVerifier;
import dev.sightglass.access.KeyHash;
import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.NotAuthenticatedException;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.platform.JwtSettings;
import dev.sightglass.platform.SettingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * The tokens of the configured issuer. A good one is remembered for a minute at most, by its SHA-256, so that polls cost no
 * signature; a bad one never.
 */
public final class IssuedJwts implements JwtVerifier {
    private static final Duration KEEP = Duration.ofSeconds(60);

    /** Less than 1 KB each. */
    private static final int AT_MOST = 10_000;

    private final JwtDecoder decoder;
    private final JwtChecks checks;
    private final JwtClaims claims;
    private final Clock clock;
    private final Cache<KeyHash, Good> recent;

    IssuedJwts(JwtSettings settings, KnownWorkspaces workspaces, Clock clock, Ticker ticker) {
        this.decoder = decoder(JwtKeySource.of(settings, clock));
        this.checks = new JwtChecks(settings.issuerUri(), settings.audiences(), clock);
        this.claims = new JwtClaims(settings, workspaces);
        this.clock = clock;
        this.recent = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfterWrite(KEEP)
                .ticker(ticker)
                .executor(Runnable::run) // upkeep takes less time than to wake another thread for it
                .build();
    }

    /**
     * What the settings say: tokens of an issuer, or none at all. Fetches nothing before the first token comes.
     *
     * @throws SettingException if the settings make no sense together
     */
    public static JwtVerifier of(JwtSettings settings, KnownWorkspaces workspaces, Clock clock) {
        if (!settings.isConfigured()) {
            return JwtVerifier.none();
        }
        if (settings.issuerUri().isBlank()) {
            throw new SettingException("sightglass.access.jwt.issuer-uri", "is missing: iss is compared with it");
        }
        if (settings.audiences().isEmpty()) {
            throw new SettingException("sightglass.access.jwt.audiences", "is empty: aud must name one of them");
        }
        return new IssuedJwts(settings, workspaces, clock, Ticker.systemTicker());
    }

    @Override
    public JwtPrincipal verify(String token, @Nullable ConsistencyToken consistency) {
        KeyHash hash = KeyHash.ofPlaintext(token);
        // Not by a loader: it may wait for the issuer, and others must not wait for it in the cache.
        Good known = recent.getIfPresent(hash);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.principal();
        }
        Jwt jwt = decode(token);
        Instant until = checks.goodUntil(jwt);
        Good good = new Good(claims.principal(jwt, consistency), until);
        if (!claims.namesUnknownWorkspace(jwt, good.principal())) {
            recent.put(hash, good);
        }
        return good.principal();
    }

    private Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw NotAuthenticatedException.token("invalid");
        } catch (JwtException e) {
            throw isForWantOfKeys(e) ? new JwtKeysUnavailableException() : NotAuthenticatedException.token("invalid");
        }
    }

    private static boolean isForWantOfKeys(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof com.nimbusds.jose.KeySourceException) {
                return true;
            }
        }
        return false;
    }

    private static JwtDecoder decoder(JwtKeySource source) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(source.algorithms(), source.keys()));
        // An ID token or a plain one, an access token (RFC 9068), or no type at all.
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        // Claims are checked behind it, with the injected clock.
        processor.setJWTClaimsSetVerifier((set, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(jwt -> OAuth2TokenValidatorResult.success());
        return decoder;
    }

    /** A token found good, and the moment from which on it is not. */
    private record Good(JwtPrincipal principal, Instant until) {}
}
