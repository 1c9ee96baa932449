// SPDX-License-Identifier: Apache-2.0
/**
 * Workspaces: who rents cameras and who offers them, whether an operator is available, and where. They come from settings and
 * from the API and live in a table of their own. A statement here also reads which operators the table of sessions has engaged,
 * since BUSY is stored nowhere else. Depends on {@code access} and {@code platform}; of frameworks on Spring's JDBC only.
 */
@NullMarked
package dev.sightglass.access.workspace;

import org.jspecify.annotations.NullMarked;
