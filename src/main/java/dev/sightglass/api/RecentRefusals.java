// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.access.KeyHash;
import dev.sightglass.api.http.Doorkeeper;
import dev.sightglass.limit.RateLimitState;
import dev.sightglass.limit.RateLimitedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Who was refused a moment ago for too many requests, at which endpoint: refused there again, in the same words and for a fraction
 * of the cost, until there is a token. Every second one request goes the whole way, so that a key that was revoked
 * meanwhile hears of that. Holds no credential, only hashes. Safe for concurrent use.
 */
public final class RecentRefusals implements Doorkeeper {
    /** Some 1.5 KB each. */
    private static final int AT_MOST = 10_000;

    private static final Duration KEEP = Duration.ofSeconds(1);

    private final Envelopes envelopes;
    private final Clock clock;
    private final Cache<Asked, Refusal> refusals;

    public RecentRefusals(Envelopes envelopes, Clock clock, Ticker ticker) {
        this.envelopes = envelopes;
        this.clock = clock;
        this.refusals = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfterWrite(KEEP)
                .ticker(ticker)
                .build();
    }

    /** Remembers that {@code authenticate} of the route of that endpoint refused a request with that value of {@code Authorization}. */
    void note(String endpoint, String authorization, RateLimitedException refusal) {
        refusals.put(
                new Asked(endpoint, KeyHash.ofPlaintext(authorization)),
                new Refusal(refusal, envelopes.template(Problems.of(refusal))));
    }

    @Override
    public byte @Nullable [] refusal(String endpoint, HttpServletRequest request, HttpServletResponse response) {
        if (refusals.estimatedSize() == 0) {
            return null;
        }
        String authorization = theOnly(request.getHeaders("Authorization"));
        // A token may be refused for itself, which comes first.
        if (authorization == null || request.getHeader(ConsistencyTokens.HEADER) != null) {
            return null;
        }
        Refusal refusal = refusals.getIfPresent(new Asked(endpoint, KeyHash.ofPlaintext(authorization)));
        if (refusal == null || !refusal.cause().holdsForAnother()) {
            return null;
        }
        return write(refusal, response);
    }

    private static @Nullable String theOnly(Enumeration<String> values) {
        String first = values.hasMoreElements() ? values.nextElement() : null;
        return values.hasMoreElements() ? null : first;
    }

    /** The same as {@link ErrorAnswer}. */
    private byte[] write(Refusal refusal, HttpServletResponse response) {
        byte[] body = refusal.body().at(clock.instant());
        RateLimitState state = refusal.cause().state();
        response.setStatus(ErrorCode.RATE_LIMITED.status());
        response.setContentType(Envelopes.CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Retry-After", refusal.cause().retryAfterSeconds().toString());
        response.setHeader("RateLimit-Policy", state.policy());
        response.setHeader("RateLimit", state.state());
        response.setContentLength(body.length);
        return body;
    }

    private record Asked(String endpoint, KeyHash authorization) {}

    private record Refusal(RateLimitedException cause, Envelopes.Template body) {}
}
