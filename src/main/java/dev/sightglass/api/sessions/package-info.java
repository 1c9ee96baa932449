// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP steps by which sessions are asked for and find their operator. What they need to know of prices and of workspaces
 * they ask through interfaces of their own: {@code RateSource}, {@code WorkspaceRoles}, {@code SpendingLimits}.
 */
@NullMarked
package dev.sightglass.api.sessions;

import org.jspecify.annotations.NullMarked;
