// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whepsession;

import dev.sightglass.whep.client.WhepSession;
import org.jspecify.annotations.Nullable;

/**
 * A session that was left open.
 *
 * @param hash of its URL, its key
 * @param session null if its secrets cannot be opened
 * @param attempts DELETEs that were not confirmed
 */
record WhepSessionRow(String hash, @Nullable WhepSession session, int attempts) {}
