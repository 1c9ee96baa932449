// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

/** The machine-readable codes of the contract that we answer, each with its HTTP status and its fixed text. */
public enum ErrorCode {
    INVALID_INPUT(400, "Invalid request payload"),
    INSUFFICIENT_CREDIT(400, "Not enough credit for this session"),
    NOT_AUTHENTICATED(401, "Session expired or missing"),
    MISSING_TOKEN(401, "Token missing"),
    INVALID_TOKEN(401, "Invalid token"),
    INVALID_API_KEY(401, "Invalid API key"),
    REVOKED_API_KEY(401, "API key was revoked"),
    NOT_AUTHORIZED(403, "Not authorized for this operation"),
    WORKSPACE_MISMATCH(403, "Workspace does not match the credential"),
    NOT_FOUND(404, "Not found"),
    WORKSPACE_NOT_FOUND(404, "Workspace not found"),
    SESSION_NOT_FOUND(404, "Session not found"),
    QUOTE_NOT_FOUND(404, "Quote not found"),
    FRAME_NOT_AVAILABLE(404, "No video frame available yet"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    REQUEST_TIMEOUT(408, "Request took too long to arrive"),
    CONFLICT(409, "Request conflicts with the current state"),
    INVALID_STATE(409, "Operation not allowed in the current state"),
    QUOTE_EXPIRED(409, "Quote expired"),
    PAYLOAD_TOO_LARGE(413, "Request payload too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    RATE_LIMITED(429, "Too many requests"),
    DATABASE_ERROR(500, "Database error"),
    INTERNAL_SERVER_ERROR(500, "Internal server error"),
    VIDEO_ERROR(502, "Video backend error"),
    NO_COVERAGE(503, "No operator available at this location"),
    UNAVAILABLE(503, "Service temporarily unavailable");

    private final int status;
    private final String message;

    ErrorCode(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The fixed text, for people. */
    public String message() {
        return message;
    }

    /** The code for an error that the container raised, of which only the status is known. */
    static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 401 -> NOT_AUTHENTICATED;
            case 403 -> NOT_AUTHORIZED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> RATE_LIMITED;
            // Of a request whose version, method or transfer coding nobody here knows.
            case 501, 505 -> INVALID_INPUT;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? INVALID_INPUT : INTERNAL_SERVER_ERROR;
        };
    }
}
