// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import dev.sightglass.platform.ContractException;
import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The video backend did not do what it was asked: VIDEO_ERROR. Repeats nothing that the backend said. */
public final class VideoException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What can be said of a call that failed. */
    enum Kind {
        /** Nothing was made, and trying again would fail the same way. */
        REFUSED,
        /** Nothing was made; another try may succeed. */
        PASSING,
        /** Something may have been made; another try may succeed. */
        UNKNOWN,
        /** Something was made, but what came back can't be read: another try would only make more. */
        UNREADABLE
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    private VideoException(Kind kind, String reason, @Nullable Duration retryAfter, @Nullable String hint) {
        super("VIDEO_ERROR", "video:" + reason, hint);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static VideoException of(Kind kind, String reason) {
        return new VideoException(kind, reason, null, null);
    }

    /** The backend answered with an error status: 429 and 5xx pass, nothing else does. */
    static VideoException status(int status, @Nullable Duration retryAfter) {
        Kind kind = status == 429 ? Kind.PASSING : status >= 500 ? Kind.UNKNOWN : Kind.REFUSED;
        return new VideoException(kind, "status" + status, kind == Kind.REFUSED ? null : retryAfter, null);
    }

    /** There is no backend to make inputs with. */
    static VideoException noBackend() {
        return new VideoException(
                Kind.REFUSED, "noBackend", null, "this server has no video backend: open sessions with a whepUrl");
    }

    Kind kind() {
        return kind;
    }

    /** Whether another try may succeed. */
    boolean isPassing() {
        return kind == Kind.PASSING || kind == Kind.UNKNOWN;
    }

    /** Whether an input may exist although this call failed. */
    boolean mayHaveMade() {
        return kind == Kind.UNKNOWN || kind == Kind.UNREADABLE;
    }

    /** How long the backend asks to wait, or null. */
    @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Passed on, so that the caller waits as long as the backend asks. */
    @Override
    public @Nullable Integer retryAfterSeconds() {
        return retryAfter == null ? null : Math.toIntExact(Math.max(1, retryAfter.toSeconds()));
    }
}
