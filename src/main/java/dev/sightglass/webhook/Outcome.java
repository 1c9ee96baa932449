// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import java.util.Locale;

/** What came of a delivery. */
public enum Outcome {
    /** Known for the first time. */
    RECORDED,
    /** Known for the first time, and a session was opened. */
    STARTED,
    /** Known before; nothing changed. */
    REPEATED,
    /** No event that we know. */
    UNKNOWN_EVENT,
    /** An input of no session and no feed. */
    UNKNOWN_INPUT,
    /** Too old to matter, or of a time to come. */
    OUTDATED,
    /** Without the secrets. */
    REFUSED,
    /** Not JSON. */
    UNREADABLE,
    /** We could not; the sender may try again. */
    FAILED;

    /** In small letters with hyphens, for metrics, logs and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
