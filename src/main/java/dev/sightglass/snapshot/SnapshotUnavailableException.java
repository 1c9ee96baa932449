// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import org.jspecify.annotations.Nullable;

/** A fresh frame exists, but its picture could not be made in time: the encoder is busy, slow or failed. Or there is no room to wait for one. */
public final class SnapshotUnavailableException extends RuntimeException {

    private static final String TOO_MANY = "frame:tooManyWaiters";
    private static final String STOPPING = "frame:stopping";

    private final String label;

    private SnapshotUnavailableException(String label, @Nullable Throwable cause) {
        super(label, cause);
        this.label = label;
    }

    /** The {@code detail} of the error envelope. */
    public String label() {
        return label;
    }

    /** Whether there was no try to make a picture, so that nothing is wrong with the encoder: thousands may hear it at once. */
    public boolean isOfWaiting() {
        return label.equals(TOO_MANY) || label.equals(STOPPING);
    }

    /** The workers' queue is full. */
    public static SnapshotUnavailableException busy() {
        return new SnapshotUnavailableException("frame:busy", null);
    }

    /** As many wait for a newer frame as may. */
    public static SnapshotUnavailableException tooManyWaiters() {
        return new SnapshotUnavailableException(TOO_MANY, null);
    }

    /** The process is about to end, so that nothing is waited for any more. */
    public static SnapshotUnavailableException stopping() {
        return new SnapshotUnavailableException(STOPPING, null);
    }

    /** No picture within the time limit. */
    public static SnapshotUnavailableException timeout() {
        return new SnapshotUnavailableException("frame:timeout", null);
    }

    /** The ingest route ended without a snapshot. */
    public static SnapshotUnavailableException failed(@Nullable Throwable cause) {
        return new SnapshotUnavailableException("frame:encodeFailed", cause);
    }
}
