// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.limit.RateLimitState;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** {@code RateLimit} and {@code RateLimit-Policy} of draft-ietf-httpapi-ratelimit-headers, revision 11. */
public final class RateLimitHeaders {

    private RateLimitHeaders() {}

    /**
     * Tells a caller that has few requests left how it stands; one that has enough need not know ("Performance Considerations"), and
     * the plain answer stays as it is.
     */
    public static void warn(Exchange exchange) {
        RateLimitState few = ApiExchange.allowance(exchange).fewRequestsLeft();
        if (few != null) {
            set(exchange.getMessage(), few);
        }
    }

    static void set(Message message, RateLimitState state) {
        message.setHeader("RateLimit-Policy", state.policy());
        message.setHeader("RateLimit", state.state());
    }
}
