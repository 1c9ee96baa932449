// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/** There is no picture that may be served now. The reason says why, and when asking again makes sense. */
public final class FrameNotAvailableException extends RuntimeException {

    private final Reason reason;

    public FrameNotAvailableException(Reason reason) {
        // Thrown once per early poll of an agent: no stack trace, nobody reads it.
        super(reason.label(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why there is no picture. */
    public enum Reason {
        /** No ingest has been asked for yet. */
        NOT_STARTED("frame:notStarted"),
        /** Ingest runs, nothing is decoded yet. */
        WARMING_UP("frame:warmingUp"),
        /** The newest decoded frame is older than the limit. */
        STALE("frame:stale"),
        /** The session is over. */
        ENDED("frame:ended");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** The {@code detail} of the error envelope. */
        public String label() {
            return label;
        }
    }
}
