// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

/**
 * Who offers and who asks around a place, at a moment.
 *
 * @param activeOperators online suppliers whose circle contains the place, busy or not
 * @param availableOperators those of them that are not busy
 * @param openSessions marketplace sessions near the place that are not over
 */
record Traffic(int activeOperators, int availableOperators, int openSessions) {}
