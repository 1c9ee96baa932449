// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.Scope;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code require-sessions-operate}: lets a request pass whose sender holds the scope too, where the body decides whether it is
 * needed. What is always needed stands in {@link Operations}.
 */
public final class RequireScope implements Processor {

    private final Scope scope;

    public RequireScope(Scope scope) {
        this.scope = scope;
    }

    @Override
    public void process(Exchange exchange) {
        ApiExchange.principal(exchange).require(scope);
    }
}
