// SPDX-License-Identifier: Apache-2.0
/**
 * The workspaces over HTTP (contract section 3) and the public coverage map (section 8): request bodies, checks of who may
 * touch which workspace, and answers. Depends on {@code api} and {@code access}.
 */
@NullMarked
package dev.sightglass.api.workspaces;

import org.jspecify.annotations.NullMarked;
