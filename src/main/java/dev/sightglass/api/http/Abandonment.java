// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import org.apache.camel.Exchange;

/**
 * Tells a step that waits for something that nobody waits for the answer any more. Two properties of the exchange; safe for
 * concurrent use.
 */
public final class Abandonment {

    private static final String HOOK = "SightglassAbandonmentHook";
    private static final String HAPPENED = "SightglassAbandoned";

    private Abandonment() {}

    /**
     * Sets what ends the wait of an exchange when its client has gone or its time is over; takes the place of the one before.
     * The step still has to call back, soon after; nobody reads what it says.
     *
     * @param cancel called on any thread, now if it has happened already, perhaps twice; does not block
     */
    public static void on(Exchange exchange, Runnable cancel) {
        exchange.setProperty(HOOK, cancel);
        if (happened(exchange)) {
            cancel.run();
        }
    }

    /** Whether nobody waits for the answer any more. */
    public static boolean happened(Exchange exchange) {
        return exchange.getProperty(HAPPENED) != null;
    }

    static void tell(Exchange exchange) {
        exchange.setProperty(HAPPENED, Boolean.TRUE);
        Runnable cancel = exchange.getProperty(HOOK, Runnable.class);
        if (cancel != null) {
            cancel.run();
        }
    }
}
