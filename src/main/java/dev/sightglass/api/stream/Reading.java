// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * What somebody reads, and for how long.
 *
 * @param sessionId of which session
 * @param welcome whether whoever reads may still read; may ask a database
 */
record Reading(UUID sessionId, BooleanSupplier welcome) {}
