// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

/** Nobody knows who is asking: no credential, or one that is not good (401). */
public final class NotAuthenticatedException extends AccessDeniedException {
    private static final long serialVersionUID = 1L;

    /** Makes one of that code and detail. */
    public NotAuthenticatedException(String code, String detail) {
        super(code, detail);
    }

    /** The request carries no credential at all. */
    static NotAuthenticatedException missing() {
        return new NotAuthenticatedException("NOT_AUTHENTICATED", "key:missing");
    }

    /** The Authorization header is not {@code Bearer} and one token. */
    static NotAuthenticatedException malformed() {
        return new NotAuthenticatedException("INVALID_TOKEN", "token:malformed");
    }

    /** The token is nobody's; {@code likeKey} if it has the shape of an API key. */
    static NotAuthenticatedException unknown(boolean likeKey) {
        return likeKey
                ? new NotAuthenticatedException("INVALID_API_KEY", "key:unknown")
                : new NotAuthenticatedException("INVALID_TOKEN", "token:unknown");
    }

    /** The Authorization header names the scheme and nothing else. */
    static NotAuthenticatedException noToken() {
        return new NotAuthenticatedException("MISSING_TOKEN", "token:missing");
    }

    /** The key was revoked, and its time of grace is over. */
    static NotAuthenticatedException revoked() {
        return new NotAuthenticatedException("REVOKED_API_KEY", "key:revoked");
    }

    /** A JSON Web Token that is not good; {@code reason} says why, of a short list, for whoever set up the issuer. */
    public static NotAuthenticatedException token(String reason) {
        return new NotAuthenticatedException("INVALID_TOKEN", "token:" + reason);
    }
}
