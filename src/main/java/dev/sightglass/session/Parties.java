// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import org.jspecify.annotations.Nullable;

/**
 * The workspaces of a session.
 *
 * @param consumerWorkspaceId who looks and pays
 * @param operatorWorkspaceId whose feed it is; null while REQUESTED
 * @param engagedOperatorId the operator while a session that was asked for is ASSIGNED or LIVE, which makes that workspace
 *     BUSY: no two sessions have the same; null otherwise, and always for a caller's own feed
 */
public record Parties(
        String consumerWorkspaceId,
        @Nullable String operatorWorkspaceId,
        @Nullable String engagedOperatorId) {

    /** Somebody who brought a feed along and is both. */
    static Parties ownFeed(String workspaceId) {
        return new Parties(workspaceId, workspaceId, null);
    }

    /** Somebody who asks for one. */
    static Parties requested(String consumerWorkspaceId) {
        return new Parties(consumerWorkspaceId, null, null);
    }

    Parties assigned(String operatorWorkspaceId) {
        return new Parties(consumerWorkspaceId, operatorWorkspaceId, operatorWorkspaceId);
    }

    Parties released() {
        return new Parties(consumerWorkspaceId, operatorWorkspaceId, null);
    }
}
