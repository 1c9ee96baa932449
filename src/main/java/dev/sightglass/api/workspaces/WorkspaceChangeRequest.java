// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PATCH /workspaces/{workspaceId}} as it comes. Nodes, so that a property that is missing (null here) can be told from one
 * that is null on the wire (a null node).
 *
 * @param name text
 * @param availabilityState ONLINE or OFFLINE
 * @param coverageLat degrees, or a null node to clear it
 * @param coverageLng degrees, or a null node to clear it
 * @param coverageRadiusMeters metres, or a null node to clear it
 * @param deviceKind one of the contract's, or a null node to clear it
 */
record WorkspaceChangeRequest(
        @Nullable JsonNode name,
        @Nullable JsonNode availabilityState,
        @Nullable JsonNode coverageLat,
        @Nullable JsonNode coverageLng,
        @Nullable JsonNode coverageRadiusMeters,
        @Nullable JsonNode deviceKind) {}
