// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where workspaces are kept. Every method is atomic and safe for concurrent use; a write is durable when it returns. */
interface WorkspaceRepository {
    /**
     * Stores a new workspace, OFFLINE and without coverage.
     *
     * @return false, and nothing is stored, if its id or slug is taken
     */
    boolean add(ConfiguredWorkspace workspace, Instant now);

    /**
     * Makes a stored workspace what the settings say; one that loses the role of a supplier is OFFLINE.
     *
     * @return false if there is none of that id
     * @throws WorkspaceException {@code CONFLICT} if another one has the slug
     */
    boolean configure(ConfiguredWorkspace workspace);

    /** The workspace of that id. */
    Optional<Workspace> find(String id);

    /**
     * Changes a workspace, if afterwards it is OFFLINE, or ONLINE with a whole circle, and if it is a supplier or its
     * availability is left alone.
     *
     * @return whether it did; if not, nothing is changed
     */
    boolean change(String id, WorkspaceChange change, Instant now);

    /**
     * Notes a heartbeat of a supplier, if its sequence is greater than that of every one before.
     *
     * @return whether it did; if not, nothing is changed
     */
    boolean heartbeat(String id, Heartbeat heartbeat, Instant now);

    /** The coarse circles of operators that are ONLINE or BUSY, in an order that says nothing about them. */
    List<CoverageArea> live();
}
