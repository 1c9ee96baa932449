// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /workspaces/{workspaceId}/location} as it comes. Boxed, so that what is missing can be told from zero.
 *
 * @param lat degrees
 * @param lng degrees
 * @param accuracyMeters radius in which the operator probably is
 * @param sequence a whole number, or the text of one, since JavaScript has none beyond 2^53
 * @param sessionId the session it is filming, checked and otherwise ignored
 * @param speedMps reserved by the contract, checked and otherwise ignored
 */
record HeartbeatRequest(
        @Nullable Double lat,
        @Nullable Double lng,
        @Nullable Double accuracyMeters,
        @Nullable JsonNode sequence,
        @Nullable String sessionId,
        @Nullable Double speedMps) {}
