// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

/** What a {@code whep:} producer does. */
public enum WhepOperation {
    /** Join the feed named by the headers; returns at once. */
    SUBSCRIBE,
    /** Leave the feed; returns at once. */
    UNSUBSCRIBE,
    /** Stamp the message with the newest decoded frame, or remove the stamps. */
    NEWEST,
    /** Run the consumer's route with the newest frame and wait, without a thread, for it to complete. */
    EMIT
}
