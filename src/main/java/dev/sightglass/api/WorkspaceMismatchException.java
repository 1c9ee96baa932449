// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** The request names a workspace that is not the credential's. */
public final class WorkspaceMismatchException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param area what the request is about, first half of the detail, such as {@code session} */
    public WorkspaceMismatchException(String area) {
        super("WORKSPACE_MISMATCH", area + ":workspaceMismatch");
    }
}
