// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.limit.RateLimitedException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** {@code error-answer}: the caught exception as the contract's error envelope. */
public final class ErrorAnswer implements Processor {

    private final Envelopes envelopes;

    public ErrorAnswer(Envelopes envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Problem problem = Problems.of(failure);
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.code().status());
        message.setHeader(Exchange.CONTENT_TYPE, Envelopes.CONTENT_TYPE);
        message.setHeader("Cache-Control", "no-store");
        if (problem.retryAfterSeconds() != null) {
            message.setHeader("Retry-After", problem.retryAfterSeconds());
        }
        if (failure instanceof RateLimitedException limited) {
            RateLimitHeaders.set(message, limited.state());
        }
        if (problem.code().status() == 406) {
            message.setHeader("Vary", "Accept");
        }
        if (problem.code().status() == 401) {
            // RFC 9110 section 11.6.1 wants the challenge on every 401; RFC 6750 section 3 is its form.
            message.setHeader("WWW-Authenticate", "Bearer");
        }
        message.setBody(envelopes.error(problem));
    }
}
