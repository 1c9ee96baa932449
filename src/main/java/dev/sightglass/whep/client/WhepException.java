// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A WHEP endpoint could not be joined. Message and reason are safe to show: neither carries a URL, a token or text of the server, and
 * there is never a cause, whose message might.
 */
public final class WhepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final WhepFailure failure;
    private final int status;
    private final @Nullable Duration retryAfter;

    private WhepException(WhepFailure failure, int status, @Nullable Duration retryAfter) {
        super(reason(failure, status));
        this.failure = failure;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** A failure that its code says all about. */
    public static WhepException of(WhepFailure failure) {
        return new WhepException(failure, 0, null);
    }

    /** Returns the WHEP failure in {@code thrown}'s chain of causes, or {@code otherwise} if there is none. */
    public static WhepException in(Throwable thrown, WhepFailure otherwise) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof WhepException known) {
                return known;
            }
        }
        return of(otherwise);
    }

    /** The address rules forbid a URL. */
    public static WhepException addressRefused() {
        return of(WhepFailure.ADDRESS_REFUSED);
    }

    /**
     * The server answered with a status that is no success.
     *
     * @param retryAfter how long the server asks us to wait; null if it does not
     */
    static WhepException status(int status, @Nullable Duration retryAfter) {
        return new WhepException(WhepFailure.STATUS, status, retryAfter);
    }

    /** The stable code. */
    public WhepFailure failure() {
        return failure;
    }

    /** The HTTP status, or 0 if the failure is not about one. */
    public int status() {
        return status;
    }

    /** A short label for events and responses, such as {@code whep:status404} or {@code whep:timeout}. */
    public String reason() {
        return reason(failure, status);
    }

    /** How long the server asks us to wait, or null if it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    private static String reason(WhepFailure failure, int status) {
        return "whep:" + failure.label() + (status == 0 ? "" : status);
    }
}
