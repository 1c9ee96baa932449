// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The workspaces that show what others ask for. Safe for concurrent use. */
interface Suppliers {
    /**
     * Ids of the suppliers that are ONLINE, not engaged, and whose circle contains the point, at this moment; the longest idle
     * first. Idle since they went online or since their last session was over, whichever is later.
     */
    List<String> inReachOf(double lat, double lng);

    /** Those of the workspaces that are engaged by a session. */
    Set<String> engaged(Collection<String> workspaceIds);
}
