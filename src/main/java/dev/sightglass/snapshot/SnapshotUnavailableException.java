// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import org.jspecify.annotations.Nullable;

/** A fresh frame exists, but its JPEG could not be made in time: the encoder is busy, slow or failed. Or there is no room to wait for one. */
public final class SnapshotUnavailableException extends RuntimeException {

    private final String label;

    private SnapshotUnavailableException(String label, @Nullable Throwable cause) {
        super(label, cause);
        this.label = label;
    }

    /** The {@code detail} of the error envelope. */
    public String label() {
        return label;
    }

    /** The workers' queue is full. */
    public static SnapshotUnavailableException busy() {
        return new SnapshotUnavailableException("frame:busy", null);
    }

    /** As many wait for a newer frame as may. */
    public static SnapshotUnavailableException tooManyWaiters() {
        return new SnapshotUnavailableException("frame:tooManyWaiters", null);
    }

    /** The process is about to end, so that nothing is waited for any more. */
    public static SnapshotUnavailableException stopping() {
        return new SnapshotUnavailableException("frame:stopping", null);
    }

    /** No JPEG within the time limit. */
    public static SnapshotUnavailableException timeout() {
        return new SnapshotUnavailableException("frame:timeout", null);
    }

    /** The ingest route ended without a snapshot. */
    public static SnapshotUnavailableException failed(@Nullable Throwable cause) {
        return new SnapshotUnavailableException("frame:encodeFailed", cause);
    }
}
