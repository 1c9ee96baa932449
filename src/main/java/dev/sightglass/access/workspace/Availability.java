// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

/** Whether a workspace takes assignments; the contract's words. */
public enum Availability {
    /** Takes none. */
    OFFLINE,
    /** Takes the next one. */
    ONLINE,
    /** Has one. Never stored and never asked for: it follows from the sessions. */
    BUSY
}
