// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

/** The request names a workspace that is not the credential's. */
final class WorkspaceMismatchException extends RuntimeException {

    WorkspaceMismatchException() {
        super("session:workspaceMismatch", null, false, false);
    }
}
