// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/** What became of the attempt to give a session its operator. */
enum Assignment {
    /** The session is the operator's, who is engaged now. */
    DONE,
    /** The session is not REQUESTED (any more), or the operator is not ONLINE where that was asked for. */
    LOST,
    /** The operator is engaged by another session. */
    BUSY
}
