// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.Principal;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.limit.Allowance;
import dev.sightglass.session.Session;
import dev.sightglass.snapshot.Payer;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** What the steps of a request hand on to each other: properties of the exchange, each written by one step. */
public final class ApiExchange {

    private static final String PRINCIPAL = "SightglassPrincipal";
    private static final String ALLOWANCE = "SightglassAllowance";
    private static final String WELCOME = "SightglassWelcome";
    private static final String SESSION = "SightglassSession";

    private static final String CONSISTENCY = "SightglassConsistency";
    private static final String ISSUED = "SightglassIssuedConsistency";

    private ApiExchange() {}

    /** Who sent the request; set by {@code authenticate}. */
    public static Principal principal(Exchange exchange) {
        return required(exchange, PRINCIPAL, Principal.class);
    }

    static void setPrincipal(Exchange exchange, Principal principal) {
        exchange.setProperty(PRINCIPAL, principal);
    }

    /** What the sender may still do; set by {@code authenticate}. */
    public static Allowance allowance(Exchange exchange) {
        return required(exchange, ALLOWANCE, Allowance.class);
    }

    static void setAllowance(Exchange exchange, Allowance allowance) {
        exchange.setProperty(ALLOWANCE, allowance);
    }

    /**
     * On whose account the encodes go that the request causes: the sender's, in the turns of its workspace.
     *
     * @throws dev.sightglass.access.NotAuthorizedException if it acts for none
     */
    public static Payer payer(Exchange exchange) {
        return new CallerAccount(principal(exchange).workspaceId(), allowance(exchange));
    }

    /** The workspace id in the path, as sent: {@code workspaceId}, or {@code id} where that is a workspace's. */
    public static String workspaceId(Exchange exchange) {
        return idInPath(exchange, "workspaceId");
    }

    /** The session id in the path, as sent: {@code sessionId}, or {@code id} where that is a session's. */
    static String sessionId(Exchange exchange) {
        return idInPath(exchange, "sessionId");
    }

    private static String idInPath(Exchange exchange, String name) {
        Message request = exchange.getMessage();
        return request.getHeader(name, request.getHeader("id", "", String.class), String.class);
    }

    /** The moment before which nothing that was read counts, or null for the last seconds; set by {@code authenticate}. */
    public static @Nullable ConsistencyToken consistency(Exchange exchange) {
        return exchange.getProperty(CONSISTENCY, ConsistencyToken.class);
    }

    static void setConsistency(Exchange exchange, ConsistencyToken token) {
        exchange.setProperty(CONSISTENCY, token);
    }

    /** The text of the token that the answer carries, or null; for bodies that repeat it. */
    public static @Nullable String issuedToken(Exchange exchange) {
        return exchange.getProperty(ISSUED, String.class);
    }

    static void setIssuedToken(Exchange exchange, ConsistencyToken token) {
        exchange.setProperty(ISSUED, token.text());
    }

    /**
     * Whether the sender would still be let in as the same; may ask the database, or the issuer of a JWT. Set by {@code
     * authenticate-for-long}.
     */
    public static BooleanSupplier welcome(Exchange exchange) {
        return required(exchange, WELCOME, BooleanSupplier.class);
    }

    static void setWelcome(Exchange exchange, BooleanSupplier welcome) {
        exchange.setProperty(WELCOME, welcome);
    }

    /** The session that the path names; set by {@code find-session}. */
    public static Session session(Exchange exchange) {
        return required(exchange, SESSION, Session.class);
    }

    /** Hands the session on, as it is now. */
    public static void setSession(Exchange exchange, Session session) {
        exchange.setProperty(SESSION, session);
    }

    /** A route that forgot the step before fails here, and so fails closed. */
    private static <T> T required(Exchange exchange, String name, Class<T> type) {
        return Objects.requireNonNull(
                exchange.getProperty(name, type), () -> "an earlier step of the route must set " + name);
    }
}
