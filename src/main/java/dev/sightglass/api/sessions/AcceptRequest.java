// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.sessions;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /sessions/{id}/accept}, which may also be absent.
 *
 * @param operatorWorkspaceId the caller's, if given at all
 */
record AcceptRequest(@Nullable String operatorWorkspaceId) {}
