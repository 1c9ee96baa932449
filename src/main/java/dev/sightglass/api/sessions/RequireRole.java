// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.sessions;

import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.api.ApiExchange;
import dev.sightglass.session.Session;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets a request pass whose sender's workspace plays the right part, be it altogether or in the session found before. */
public final class RequireRole implements Processor {
    private final Predicate<Exchange> plays;
    private final String detail;

    private RequireRole(Predicate<Exchange> plays, String detail) {
        this.plays = plays;
        this.detail = detail;
    }

    /** {@code require-consumer-role}: the workspace may ask for sessions. */
    public static RequireRole consumerRole(WorkspaceRoles roles) {
        return new RequireRole(
                exchange -> roles.isConsumer(workspaceOf(exchange), ApiExchange.consistency(exchange)),
                "workspace:notConsumer");
    }

    /** {@code require-supplier-role}: the workspace may operate sessions. */
    public static RequireRole supplierRole(WorkspaceRoles roles) {
        return new RequireRole(
                exchange -> roles.isSupplier(workspaceOf(exchange), ApiExchange.consistency(exchange)),
                "workspace:notSupplier");
    }

    /** {@code require-consumer}: the session's consumer, not its operator. */
    public static RequireRole consumer() {
        return party(Session::isConsumer, "session:notConsumer");
    }

    /** {@code require-operator}: the session's operator, not its consumer. */
    public static RequireRole operator() {
        return party(Session::isOperator, "session:notOperator");
    }

    @Override
    public void process(Exchange exchange) {
        if (!plays.test(exchange)) {
            throw new NotAuthorizedException(detail);
        }
    }

    private static RequireRole party(BiPredicate<Session, String> part, String detail) {
        return new RequireRole(exchange -> part.test(ApiExchange.session(exchange), workspaceOf(exchange)), detail);
    }

    private static String workspaceOf(Exchange exchange) {
        return ApiExchange.principal(exchange).workspaceId();
    }
}
