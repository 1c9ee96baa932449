// SPDX-License-Identifier: Apache-2.0
/**
 * Secrets at rest: seals the columns of the database that hold some, by AES-256-GCM with a key that is not in there. Knows nothing
 * of what the columns mean. Depends on {@code platform} only; of frameworks on Spring's JDBC.
 */
@NullMarked
package dev.sightglass.cipher;

import org.jspecify.annotations.NullMarked;
