// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions: who looks at which feed, in which state, for how long, and what it costs. Every change of state is a
 * compare-and-swap, so that of several callers exactly one wins. Depends on no other package of ours; of frameworks only on
 * Spring's JDBC, behind {@code SessionRepository}.
 */
@NullMarked
package dev.sightglass.session;

import org.jspecify.annotations.NullMarked;
