// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.io.Serial;

/** No operator that is online and free covers the place that was asked for. The session goes on waiting for one. */
public final class NoCoverageException extends SessionException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public NoCoverageException() {
        super("NO_COVERAGE", "session:noOperatorInReach");
    }
}
