// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import org.jspecify.annotations.Nullable;

/**
 * What a failed request is answered with.
 *
 * @param code machine-readable, decides status and message
 * @param detail short label of the failure site, safe to expose
 * @param hint a sentence for people, or null
 * @param retryAfterSeconds value of {@code Retry-After}, or null for none
 */
public record Problem(
        ErrorCode code,
        String detail,
        @Nullable String hint,
        @Nullable Integer retryAfterSeconds) {

    static Problem of(ErrorCode code, String detail) {
        return new Problem(code, detail, null, null);
    }

    Problem withHint(@Nullable String text) {
        return new Problem(code, detail, text, retryAfterSeconds);
    }

    Problem retryAfter(int seconds) {
        return new Problem(code, detail, hint, seconds);
    }
}
