// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.sessions;

import java.util.OptionalLong;

/** Says how much a workspace may spend. Called once per session that is asked for, on the request's thread. */
@FunctionalInterface
public interface SpendingLimits {
    /**
     * Millionths of a USDC that the workspace's charges and holds may come to; 0 for no limit, empty for the one that the
     * settings give to all.
     */
    OptionalLong of(String workspaceId);
}
