// SPDX-License-Identifier: Apache-2.0
/**
 * Read your own writes: tokens that name a committed write, and caches of what the database said that are never older than the
 * token a request brings. Knows nothing of what is cached. Depends on {@code platform} only; of frameworks on Spring's JDBC and
 * Caffeine. Why it is right stands in {@code docs/decisions/0006-consistency-tokens.md}.
 */
@NullMarked
package dev.sightglass.consistency;

import org.jspecify.annotations.NullMarked;
