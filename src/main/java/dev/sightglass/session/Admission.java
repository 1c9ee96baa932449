// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/** What became of the attempt to add a session. */
enum Admission {
    /** It is there. */
    ADDED,
    /** The workspace has as many open sessions as it may have. */
    TOO_MANY_OPEN,
    /** The workspace would spend more than it may. */
    TOO_EXPENSIVE,
    /** The feed it is opened for has an open session. */
    FEED_OPEN
}
