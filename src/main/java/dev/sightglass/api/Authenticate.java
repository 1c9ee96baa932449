// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.Authenticator;
import dev.sightglass.consistency.ConsistencyToken;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code authenticate}: finds out who sent the request, and what it must not be older than. The credential itself goes no further along the route. */
public final class Authenticate implements Processor {

    private final Authenticator authenticator;
    private final ConsistencyTokens tokens;

    public Authenticate(Authenticator authenticator, ConsistencyTokens tokens) {
        this.authenticator = authenticator;
        this.tokens = tokens;
    }

    @Override
    public void process(Exchange exchange) {
        Object credential = exchange.getMessage().removeHeader("Authorization");
        ConsistencyToken token = tokens.take(exchange);
        ApiExchange.setPrincipal(
                exchange, authenticator.authenticate(credential == null ? null : credential.toString(), token));
    }
}
