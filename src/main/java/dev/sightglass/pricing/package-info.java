// SPDX-License-Identifier: Apache-2.0
/**
 * What a second of a session costs: quotes by the contract's formula, short-lived and for one use. Also what was asked for where,
 * and what was spent. Depends on {@code platform} only; of frameworks on Spring's JDBC, behind its repositories. Workspaces and
 * sessions are other packages' own: their tables are read here for sums and counts, never written.
 */
@NullMarked
package dev.sightglass.pricing;

import org.jspecify.annotations.NullMarked;
