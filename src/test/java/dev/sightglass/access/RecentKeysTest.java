// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.consistency.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often a key that is presented is asked for, and how old an answer may be. */
class RecentKeysTest {
    private final AtomicLong nanos = new AtomicLong();
    private final DataStore store = TestStores.nowhere();
    private final CountedKeys stored = new CountedKeys();
    private final RecentKeys keys = new RecentKeys(stored, store, nanos::get);

    private static ApiKey key(String plaintext) {
        KeyGrant grant = new KeyGrant("cats", "feeder", Environment.TEST, Set.of());
        return ApiKey.of(UUID.randomUUID(), plaintext, grant, Instant.EPOCH);
    }

    @Test
    void asksOnceForAKeyInUse() {
        ApiKey key = key("used");
        keys.put(key);

        for (int use = 0; use < 100; use++) {
            assertThat(keys.glance(key.hash(), null)).contains(key);
        }

        assertThat(stored.finds).hasValue(1);
    }

    @Test
    void asksOnceForAWrongKey() {
        keys.glance(KeyHash.ofPlaintext("wrong"), null);
        keys.glance(KeyHash.ofPlaintext("wrong"), null);

        assertThat(stored.finds).hasValue(1);
    }

    @Test
    void findsAKeyItHasJustStoredEvenIfItWasWrongBefore() {
        ApiKey key = key("early");
        keys.glance(key.hash(), null);

        keys.put(key);

        assertThat(keys.glance(key.hash(), null)).contains(key);
    }

    @Test
    void seesWhatOthersDidWithinFiveSeconds() {
        ApiKey key = key("gone");
        keys.put(key);
        keys.glance(key.hash(), null);
        stored.keys.clear();

        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(keys.glance(key.hash(), null)).isEmpty();
    }

    @Test
    void seesAtOnceWhatATokenNames() {
        ApiKey key = key("gone");
        keys.put(key);
        keys.glance(key.hash(), null);
        stored.keys.clear();
        ConsistencyToken token = store.now();

        assertThat(keys.glance(key.hash(), null)).contains(key);
        assertThat(keys.glance(key.hash(), token)).isEmpty();
        assertThat(keys.glance(key.hash(), token)).isEmpty();
        assertThat(stored.finds).hasValue(2);
    }

    private static final class CountedKeys implements KeyRepository {
        private final Map<KeyHash, ApiKey> keys = new ConcurrentHashMap<>();
        private final AtomicInteger finds = new AtomicInteger();

        @Override
        public ApiKey put(ApiKey key) {
            keys.put(key.hash(), key);
            return key;
        }

        @Override
        public Optional<ApiKey> find(KeyHash hash) {
            finds.incrementAndGet();
            return Optional.ofNullable(keys.get(hash));
        }

        @Override
        public boolean isEmpty() {
            return keys.isEmpty();
        }

        @Override
        public List<ApiKey> ofWorkspace(String workspaceId) {
            return List.copyOf(keys.values());
        }

        @Override
        public Optional<ApiKey> revoke(String workspaceId, UUID id, Instant at) {
            keys.clear();
            return Optional.empty();
        }

        @Override
        public void noteUses(Map<UUID, Instant> lastUses) {}
    }
}
