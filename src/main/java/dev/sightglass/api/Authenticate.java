// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.Authenticator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code authenticate}: finds out who sent the request. The credential itself goes no further along the route. */
public final class Authenticate implements Processor {

    private final Authenticator authenticator;

    public Authenticate(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void process(Exchange exchange) {
        Object credential = exchange.getMessage().removeHeader("Authorization");
        ApiExchange.setPrincipal(
                exchange, authenticator.authenticate(credential == null ? null : credential.toString()));
    }
}
