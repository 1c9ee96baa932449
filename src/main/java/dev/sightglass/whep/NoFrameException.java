// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

/** There is no frame to emit: the session is unknown, or none has been decoded yet. */
public final class NoFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoFrameException() {
        super("no frame of this session has been decoded");
    }
}
