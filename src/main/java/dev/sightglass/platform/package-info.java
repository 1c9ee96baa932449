// SPDX-License-Identifier: Apache-2.0
/**
 * What several packages share and none of them owns: the rules for outside addresses. Depends on the JDK only; every other
 * package of ours may depend on it.
 */
@NullMarked
package dev.sightglass.platform;

import org.jspecify.annotations.NullMarked;
