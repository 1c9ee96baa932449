// SPDX-License-Identifier: Apache-2.0
/**
 * The steps that answer about money: quotes, the demand map, the wallet and settlements, the last two as a server without a chain
 * can. Each is a processor that a route calls by name. Depends on {@code pricing}, and on {@code api} for envelope and query.
 */
@NullMarked
package dev.sightglass.api.pricing;

import org.jspecify.annotations.NullMarked;
