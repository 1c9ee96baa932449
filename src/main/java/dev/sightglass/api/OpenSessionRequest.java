// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /sessions} as it comes. Boxed, so that what is missing can be told from zero.
 *
 * @param whepUrl WHEP endpoint URL of the caller's own feed; null to ask for somebody else's
 * @param whepToken sent to that endpoint as bearer
 * @param maxDurationSeconds how long the session may be LIVE
 * @param waitTimeoutSeconds how long it may wait for its first frame
 * @param lat degrees
 * @param lng degrees
 * @param workspaceId the caller's, if given at all
 * @param colorMatrix {@code bt601} or {@code bt709}
 * @param colorRange {@code limited} or {@code full}
 * @param quoteId the quote whose rate is to hold
 */
record OpenSessionRequest(
        @Nullable String whepUrl,
        @Nullable String whepToken,
        @Nullable Integer maxDurationSeconds,
        @Nullable Integer waitTimeoutSeconds,
        @Nullable Double lat,
        @Nullable Double lng,
        @Nullable String workspaceId,
        @Nullable String colorMatrix,
        @Nullable String colorRange,
        @Nullable String quoteId) {

    /** Keeps URL and token out of whatever prints a message body. */
    @Override
    public String toString() {
        return "OpenSessionRequest[...]";
    }
}
