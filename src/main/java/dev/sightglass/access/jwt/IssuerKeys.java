// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer: fetched when first needed, cached, kept over an outage, and fetched again for a key id that is not
 * among them, but not as often as somebody who makes up key ids would like. Safe for concurrent use; one fetches, the others wait.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    /** Least time between two fetches; Nimbus allows two at once and then none. */
    static final Duration MIN_INTERVAL = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

    private static final Duration KEEP = Duration.ofMinutes(5);
    private static final Duration KEEP_OVER_OUTAGE = Duration.ofHours(1);
    /** How long others wait for the one that fetches: longer than its own limits allow it to take in common. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final JWKSetSource<SecurityContext> keys;
    private final Clock clock;

    /** @param issuer where they are fetched, without any cache */
    IssuerKeys(JWKSetSource<SecurityContext> issuer, Clock clock) {
        this.clock = clock;
        JWKSource<SecurityContext> cached = JWKSourceBuilder.create(issuer)
                .cache(KEEP.toMillis(), WAIT.toMillis())
                .refreshAheadCache(false)
                .rateLimited(MIN_INTERVAL.toMillis())
                .outageTolerant(KEEP_OVER_OUTAGE.toMillis())
                .build();
        this.keys = ((JWKSetBasedJWKSource<SecurityContext>) cached).getJWKSetSource();
    }

    /**
     * The keys that a token may be signed with; none if its key id is nobody's.
     *
     * @throws KeySourceException if they are not known and cannot be fetched
     */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSet known = fetch(JWKSetCacheRefreshEvaluator.noRefresh(), context);
        List<JWK> selected = selector.select(known);
        if (!selected.isEmpty()) {
            return selected;
        }
        try {
            return selector.select(fetch(JWKSetCacheRefreshEvaluator.referenceComparison(known), context));
        } catch (RateLimitReachedException e) {
            // The keys were fetched a moment ago, and it was not among them.
            return List.of();
        }
    }

    private JWKSet fetch(JWKSetCacheRefreshEvaluator refresh, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            return keys.getJWKSet(refresh, clock.millis(), context);
        } catch (RateLimitReachedException e) {
            throw e;
        } catch (KeySourceException e) {
            // Bounded by the rate of fetches. The message may quote what the issuer sent.
            log.warn(
                    "event=jwt-keys-unavailable error={}", causeOf(e).getClass().getName());
            throw e;
        }
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
