// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions: who looks at which feed, in which state, for how long, and what it costs. Every change of state is a
 * compare-and-swap, so that of several callers exactly one wins. Plain Java: depends on no other package of ours and on no
 * framework; state lives behind {@code SessionRepository}.
 */
@NullMarked
package dev.sightglass.session;

import org.jspecify.annotations.NullMarked;
