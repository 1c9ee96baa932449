// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** Tells whoever holds a request that its client has closed the connection. One attribute of the request. */
public final class Departure {

    static final String ATTRIBUTE = Departure.class.getName();

    private Departure() {}

    /**
     * Sets what to do when the client has gone while the request is asynchronous; on the container's thread.
     *
     * @param gone called on the thread that looks after all connections, perhaps more than once, perhaps after the request was
     *     answered; does not block
     */
    public static void on(ServletRequest request, Runnable gone) {
        request.setAttribute(ATTRIBUTE, gone);
    }

    /** What was set, or null. */
    static @Nullable Runnable of(ServletRequest request) {
        return (Runnable) request.getAttribute(ATTRIBUTE);
    }
}
