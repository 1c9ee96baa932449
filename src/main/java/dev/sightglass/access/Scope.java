// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Arrays;
import java.util.Optional;

/** One thing an API key may be allowed to do; the contract's table. */
public enum Scope {
    /** Look at sessions, their frames and viewer tokens. */
    SESSIONS_READ("sessions:read"),
    /** Create, dispatch and cancel sessions; end them as consumer. */
    SESSIONS_CREATE("sessions:create"),
    /** Accept, start and end sessions as operator. */
    SESSIONS_OPERATE("sessions:operate"),
    /** Ask for a quote. */
    PRICING_READ("pricing:read"),
    /** Look at the wallet and its events. */
    WALLET_READ("wallet:read"),
    /** Planned by the contract, not asked for anywhere. */
    OPERATORS_WRITE("operators:write"),
    /** Planned by the contract, not asked for anywhere. */
    COVERAGE_WRITE("coverage:write"),
    /** Planned by the contract, not asked for anywhere. */
    WEBHOOKS_WRITE("webhooks:write");

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire, such as {@code sessions:read}. */
    public String wireName() {
        return wireName;
    }

    /** The same as second half of an error's detail, such as {@code sessionsRead}. */
    String reason() {
        int colon = wireName.indexOf(':');
        return wireName.substring(0, colon)
                + Character.toUpperCase(wireName.charAt(colon + 1))
                + wireName.substring(colon + 2);
    }

    /** The scope of that wire name, or empty when there is none; case matters. */
    public static Optional<Scope> of(String wireName) {
        return Arrays.stream(values()).filter(s -> s.wireName.equals(wireName)).findFirst();
    }
}
