// SPDX-License-Identifier: Apache-2.0
/**
 * Events that video services send about their inputs: who may send them, which were seen already, and what follows from them.
 * Depends on {@code session} and {@code platform}.
 */
@NullMarked
package dev.sightglass.webhook;

import org.jspecify.annotations.NullMarked;
