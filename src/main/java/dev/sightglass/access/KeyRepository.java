// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Optional;

/** Where API keys are kept. Every method is atomic and safe for concurrent use; a write is durable when it returns. */
interface KeyRepository {
    /**
     * Stores a key unless one of the same hash is stored already; in place of the one of the same id, if there is one.
     *
     * @return the key that is stored now under that hash, the given or the earlier one
     */
    ApiKey put(ApiKey key);

    /** The key of that hash. */
    Optional<ApiKey> find(KeyHash hash);

    /** Whether no key is stored. */
    boolean isEmpty();
}
