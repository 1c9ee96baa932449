// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

/** What a workspace does in the marketplace; one may do both. */
public enum WorkspaceRole {
    /** Creates sessions. */
    CONSUMER,
    /** Offers a camera: accepts sessions or is dispatched to them. */
    SUPPLIER
}
