// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Optional;

/** Where API keys are kept. Every method is atomic and safe for concurrent use. */
interface KeyRepository {
    /**
     * Stores a key unless one of the same hash is stored already.
     *
     * @return the key that is stored now, the given or the earlier one
     */
    ApiKey addIfAbsent(ApiKey key);

    /** The key of that hash. */
    Optional<ApiKey> find(KeyHash hash);

    /** Whether no key is stored. */
    boolean isEmpty();
}
