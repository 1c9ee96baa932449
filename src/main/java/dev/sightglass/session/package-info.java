// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions: who looks at which feed, in which state, for how long, and what it costs. Every change of state is a
 * compare-and-swap in one statement, so that of several callers exactly one wins, and a crash leaves a session before the step
 * or after it. Depends on {@code consistency}, {@code cipher} and {@code platform}, and reads the table {@code workspaces} of
 * {@code access}; of frameworks only on Spring's JDBC, behind {@code SessionRepository} and {@code Suppliers}.
 */
@NullMarked
package dev.sightglass.session;

import org.jspecify.annotations.NullMarked;
