// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.ApiKeyPrincipal;
import dev.sightglass.access.Authenticator;
import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.Principal;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.limit.Allowance;
import dev.sightglass.limit.CallerLimits;
import dev.sightglass.limit.RateLimitedException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code authenticate}: finds out who sent the request, and what it must not be older than, and counts it. The credential itself
 * goes no further along the route. Counted here and not in a step of its own, so that no route can forget it.
 */
public final class Authenticate implements Processor {

    private final Authenticator authenticator;
    private final ConsistencyTokens tokens;
    private final CallerLimits limits;
    private final RecentRefusals refusals;

    public Authenticate(
            Authenticator authenticator, ConsistencyTokens tokens, CallerLimits limits, RecentRefusals refusals) {
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.limits = limits;
        this.refusals = refusals;
    }

    @Override
    public void process(Exchange exchange) {
        Object header = exchange.getMessage().removeHeader("Authorization");
        String credential = header == null ? null : header.toString();
        ConsistencyToken token = tokens.take(exchange);
        Principal principal = authenticator.authenticate(credential, token);
        ApiExchange.setPrincipal(exchange, principal);
        Allowance allowance = allowanceOf(principal);
        ApiExchange.setAllowance(exchange, allowance);
        try {
            allowance.takeRequest();
        } catch (RateLimitedException e) {
            if (credential != null) {
                refusals.note(exchange.getFromEndpoint().getEndpointUri(), credential, e);
            }
            throw e;
        }
    }

    /** Each key is a caller, and each person in each workspace. */
    private Allowance allowanceOf(Principal principal) {
        if (principal instanceof ApiKeyPrincipal key) {
            return limits.of(key.keyId(), key.workspaceId());
        }
        JwtPrincipal person = (JwtPrincipal) principal;
        return limits.of(person.subject(), person.selectedWorkspaceId());
    }
}
