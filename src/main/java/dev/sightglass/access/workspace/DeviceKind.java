// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

/** What an operator films with; the contract's list. */
public enum DeviceKind {
    /** A phone in a hand. */
    PHONE,
    /** The camera of a laptop. */
    LAPTOP,
    /** A flying camera. */
    DRONE,
    /** A camera that pans, tilts and zooms. */
    PTZ,
    /** A camera that does not move. */
    FIXED,
    /** Anything else. */
    OTHER
}
