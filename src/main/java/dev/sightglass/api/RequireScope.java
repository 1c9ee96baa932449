// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.Principal;
import dev.sightglass.access.Scope;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** {@code require-sessions-read} and the like: lets a request pass whose sender holds the scope in some workspace. */
public final class RequireScope implements Processor {

    private final Scope scope;

    public RequireScope(Scope scope) {
        this.scope = scope;
    }

    @Override
    public void process(Exchange exchange) {
        Principal principal = ApiExchange.principal(exchange);
        // Before the body is read: what a JWT of no workspace sends with it does not matter.
        principal.requireWorkspace();
        principal.require(scope);
    }
}
