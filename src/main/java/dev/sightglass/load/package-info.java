// SPDX-License-Identifier: Apache-2.0
/**
 * How much of the machine is in use, by what was measured, and whether another feed fits in. Knows only {@code platform}; what there is
 * to measure it is handed.
 */
@NullMarked
package dev.sightglass.load;

import org.jspecify.annotations.NullMarked;
