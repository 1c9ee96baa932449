// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** The path names a workspace that there is not. */
public final class WorkspaceNotFoundException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public WorkspaceNotFoundException() {
        super("WORKSPACE_NOT_FOUND", "workspace:notFound");
    }
}
