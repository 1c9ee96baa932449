// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.AccessDeniedException;
import dev.sightglass.access.Authenticator;
import dev.sightglass.access.Principal;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * {@code authenticate-for-long}: as {@code authenticate}, for answers that go on for hours. Leaves behind how to ask whether the sender
 * would still be let in; the credential itself goes no further along the route here either.
 */
public final class AuthenticateForLong implements Processor {

    private final Authenticate authenticate;
    private final Authenticator authenticator;

    public AuthenticateForLong(Authenticate authenticate, Authenticator authenticator) {
        this.authenticate = authenticate;
        this.authenticator = authenticator;
    }

    @Override
    public void process(Exchange exchange) {
        String credential = exchange.getMessage().getHeader("Authorization", String.class);
        authenticate.process(exchange);
        Principal principal = ApiExchange.principal(exchange);
        ApiExchange.setWelcome(exchange, () -> isStill(principal, credential));
    }

    private boolean isStill(Principal principal, @Nullable String credential) {
        try {
            return authenticator.authenticate(credential).equals(principal);
        } catch (AccessDeniedException e) {
            return false;
        }
    }
}
