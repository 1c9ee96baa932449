// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** Something asked of a workspace that cannot be done. */
public final class WorkspaceException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    private WorkspaceException(String code, String detail) {
        super(code, detail);
    }

    private WorkspaceException(String code, String detail, String hint) {
        super(code, detail, hint);
    }

    /** There is no workspace of that id (404). */
    public static WorkspaceException notFound() {
        return new WorkspaceException("WORKSPACE_NOT_FOUND", "workspace:notFound");
    }

    /** A field is missing or out of range (400). The detail names it, the hint says what would be right. */
    public static WorkspaceException field(String field, String hint) {
        return new WorkspaceException("INVALID_INPUT", "workspace:" + field, hint);
    }

    /** Another workspace has the slug (409). */
    static WorkspaceException slugTaken() {
        return new WorkspaceException("CONFLICT", "workspace:slugTaken");
    }

    /** The heartbeat is a replay or came out of order (409). */
    static WorkspaceException sequence() {
        return new WorkspaceException("CONFLICT", "workspace:sequence");
    }

    /** It would be ONLINE without a whole coverage circle (400). */
    static WorkspaceException coverageRequired() {
        return new WorkspaceException(
                "INVALID_INPUT",
                "workspace:coverageRequired",
                "ONLINE needs coverageLat, coverageLng and coverageRadiusMeters");
    }
}
