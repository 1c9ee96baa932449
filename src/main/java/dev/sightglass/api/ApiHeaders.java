// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Which headers pass between HTTP and a route: only those on two short lists. Camel by itself would answer with everything
 * that the request carried, its {@code Authorization} included.
 */
public final class ApiHeaders implements HeaderFilterStrategy {

    private static final HeaderNames REQUEST = HeaderNames.of(
            "Accept",
            "Authorization",
            "cf-webhook-auth",
            "Content-Type",
            "If-None-Match",
            "Last-Event-ID",
            "Prefer",
            "Webhook-Signature",
            "x-lx-consistency-token");
    private static final HeaderNames RESPONSE = HeaderNames.of(
            "Allow",
            "Cache-Control",
            "Content-Security-Policy",
            "Content-Type",
            "ETag",
            "Frame-Age-Ms",
            "Frame-Decoded-At",
            "Frame-Epoch",
            "Frame-Height",
            "Frame-Quality",
            "Frame-Roi",
            "Frame-Sequence",
            "Frame-Source-Height",
            "Frame-Source-Width",
            "Frame-Tokens",
            "Frame-Width",
            "Preference-Applied",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "Vary",
            "WWW-Authenticate",
            "X-Lx-Consistency-Token");

    /** True means: does not go out. */
    @Override
    public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, @Nullable Exchange exchange) {
        return !RESPONSE.contains(name);
    }

    /** True means: does not come in. Query parameters pass here as well. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, @Nullable Exchange exchange) {
        return !REQUEST.contains(name);
    }
}
