// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.sessions;

import dev.sightglass.consistency.ConsistencyToken;
import org.jspecify.annotations.Nullable;

/**
 * Says which roles a workspace has, as it was in the last seconds, yet not before a token, if there is one. Called on the
 * request's thread, so answer from memory where possible.
 */
public interface WorkspaceRoles {
    /** Whether the workspace may ask for sessions. */
    boolean isConsumer(String workspaceId, @Nullable ConsistencyToken token);

    /** Whether the workspace may operate sessions. */
    boolean isSupplier(String workspaceId, @Nullable ConsistencyToken token);
}
