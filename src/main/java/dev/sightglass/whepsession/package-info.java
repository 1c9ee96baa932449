// SPDX-License-Identifier: Apache-2.0
/**
 * The WHEP sessions that are open on servers, as rows in the database: a process that is killed cannot DELETE them, the next one can.
 * Knows the client half of {@code whep}, {@code cipher} and {@code platform}.
 */
@NullMarked
package dev.sightglass.whepsession;

import org.jspecify.annotations.NullMarked;
