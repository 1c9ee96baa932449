// SPDX-License-Identifier: Apache-2.0
/**
 * How much one caller may do, and one workspace: requests, and time of the encoder, each a token bucket of Bucket4j. Who a caller is,
 * is only a key here.
 * Depends on {@code platform}, Bucket4j and Caffeine.
 */
@NullMarked
package dev.sightglass.limit;

import org.jspecify.annotations.NullMarked;
