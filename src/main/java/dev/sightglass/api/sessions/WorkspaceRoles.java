// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.sessions;

/** Says which roles a workspace has. Called on the request's thread, so answer from memory where possible. */
public interface WorkspaceRoles {
    /** Whether the workspace may ask for sessions. */
    boolean isConsumer(String workspaceId);

    /** Whether the workspace may operate sessions. */
    boolean isSupplier(String workspaceId);

    /** For an installation without workspaces: everybody has both roles. */
    static WorkspaceRoles all() {
        return new WorkspaceRoles() {
            @Override
            public boolean isConsumer(String workspaceId) {
                return true;
            }

            @Override
            public boolean isSupplier(String workspaceId) {
                return true;
            }
        };
    }
}
