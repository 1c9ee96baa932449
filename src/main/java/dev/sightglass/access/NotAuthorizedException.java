// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

/** It is known who asks, and that caller may not (403). */
public final class NotAuthorizedException extends AccessDeniedException {
    private static final long serialVersionUID = 1L;

    /** Makes one of that detail. */
    public NotAuthorizedException(String detail) {
        super("NOT_AUTHORIZED", detail);
    }

    /** The caller lacks a scope: {@code scope:sessionsRead} and the like. */
    public static NotAuthorizedException scope(Scope scope) {
        return new NotAuthorizedException("scope:" + scope.reason());
    }

    /** The session is of other workspaces than the caller's. */
    public static NotAuthorizedException workspaceMismatch() {
        return new NotAuthorizedException("session:workspaceMismatch");
    }

    /** The JWT names no workspace, or one that there is not. */
    static NotAuthorizedException noWorkspace() {
        return new NotAuthorizedException("workspace:notSelected");
    }
}
