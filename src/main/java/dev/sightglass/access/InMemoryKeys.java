// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** API keys in memory, lost with the process. */
final class InMemoryKeys implements KeyRepository {
    private final ConcurrentMap<KeyHash, ApiKey> keys = new ConcurrentHashMap<>();

    @Override
    public ApiKey addIfAbsent(ApiKey key) {
        ApiKey earlier = keys.putIfAbsent(key.hash(), key);
        return earlier == null ? key : earlier;
    }

    @Override
    public Optional<ApiKey> find(KeyHash hash) {
        return Optional.ofNullable(keys.get(hash));
    }

    @Override
    public boolean isEmpty() {
        return keys.isEmpty();
    }
}
