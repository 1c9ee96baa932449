// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.io.Serial;

/** The workspace operates another session already: it can have one at a time. */
public final class WorkspaceBusyException extends SessionException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public WorkspaceBusyException() {
        super("INVALID_STATE", "workspace:busy");
    }
}
