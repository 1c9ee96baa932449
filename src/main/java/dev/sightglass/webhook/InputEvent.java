// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import java.time.Instant;

/**
 * What a video service says of an input of ours.
 *
 * @param inputId the service's id of the input: letters, digits, hyphens and underscores, so that it can stand in a URL
 * @param kind what happened
 * @param updatedAt when, on the service's clock, to the nanosecond: the order of an input's events
 */
public record InputEvent(String inputId, Kind kind, Instant updatedAt) {

    /** What can happen to an input. */
    public enum Kind {
        /** Somebody publishes to it. */
        CONNECTED,
        /** Nobody publishes any more. */
        DISCONNECTED,
        /** Publishing failed. */
        ERRORED
    }
}
