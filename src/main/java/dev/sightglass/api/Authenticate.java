// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.ApiKeyPrincipal;
import dev.sightglass.access.Authenticator;
import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.Principal;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.limit.Allowance;
import dev.sightglass.limit.CallerLimits;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * {@code authenticate}: finds out who sent the request, and what it must not be older than, and counts it. The credential itself
 * goes no further along the route. Counted here and not in a step of its own, so that no route can forget it.
 */
public final class Authenticate implements Processor {

    private final Authenticator authenticator;
    private final ConsistencyTokens tokens;
    private final CallerLimits limits;

    public Authenticate(Authenticator authenticator, ConsistencyTokens tokens, CallerLimits limits) {
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.limits = limits;
    }

    @Override
    public void process(Exchange exchange) {
        Object credential = exchange.getMessage().removeHeader("Authorization");
        ConsistencyToken token = tokens.take(exchange);
        Principal principal = authenticator.authenticate(credential == null ? null : credential.toString(), token);
        ApiExchange.setPrincipal(exchange, principal);
        Allowance allowance = limits.of(callerOf(principal));
        ApiExchange.setAllowance(exchange, allowance);
        allowance.takeRequest();
    }

    /** Each key is a caller, and each person in each workspace. */
    private static Object callerOf(Principal principal) {
        if (principal instanceof ApiKeyPrincipal key) {
            return key.keyId();
        }
        JwtPrincipal person = (JwtPrincipal) principal;
        return new Person(person.subject(), person.selectedWorkspaceId());
    }

    private record Person(String subject, @Nullable String workspaceId) {}
}
