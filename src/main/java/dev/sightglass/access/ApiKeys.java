// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The API keys: makes them and knows their owners again. Safe for concurrent use; never blocks for long. */
public final class ApiKeys {
    /** Longest plaintext that is hashed: nobody makes us hash megabytes, and no key of ours is longer. */
    static final int MAX_PLAINTEXT_LENGTH = 200;

    private final KeyRepository repository;
    private final Clock clock;
    private final SecureRandom random;

    ApiKeys(KeyRepository repository, Clock clock, SecureRandom random) {
        this.repository = repository;
        this.clock = clock;
        this.random = random;
    }

    /** Keys in a database that has our tables; they outlive the process. */
    public static ApiKeys stored(DataSource dataSource, Clock clock, SecureRandom random) {
        return new ApiKeys(new RecentKeys(new JdbcKeys(dataSource), Ticker.systemTicker()), clock, random);
    }

    /**
     * The owner of a key's plaintext; the same empty answer for every wrong one. The hash is looked up and then compared in
     * constant time, so that the time taken says nothing about stored keys.
     */
    public Optional<Principal> authenticate(String presented) {
        if (presented.length() > MAX_PLAINTEXT_LENGTH) {
            return Optional.empty();
        }
        KeyHash hash = KeyHash.ofPlaintext(presented);
        return repository.find(hash).filter(key -> key.hash().equals(hash)).map(ApiKey::principal);
    }

    /** Makes a key with a new random plaintext and stores its hash. */
    public MintedKey mint(KeyGrant grant) {
        String plaintext = KeyFormat.mint(grant.workspaceId(), grant.environment(), random);
        ApiKey key = ApiKey.of(UUID.randomUUID(), plaintext, grant, clock.instant());
        return new MintedKey(repository.put(key), plaintext);
    }

    /** Stores a key of that id and plaintext, in place of the one that had the id; one that has the plaintext already stays. */
    ApiKey store(UUID id, String plaintext, KeyGrant grant) {
        return repository.put(ApiKey.of(id, plaintext, grant, clock.instant()));
    }

    /** Whether there is no key at all. */
    boolean isEmpty() {
        return repository.isEmpty();
    }
}
