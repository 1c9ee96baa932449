// SPDX-License-Identifier: Apache-2.0
/**
 * What a second of a session costs: quotes by the contract's formula, short-lived and for one use. Depends on {@code platform}
 * only; of frameworks on Spring's JDBC, behind its repository.
 */
@NullMarked
package dev.sightglass.pricing;

import org.jspecify.annotations.NullMarked;
