// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

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

    /** Keys that live in this process's memory and end with it. */
    public static ApiKeys inMemory(Clock clock, SecureRandom random) {
        return new ApiKeys(new InMemoryKeys(), clock, random);
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
        return new MintedKey(store(plaintext, grant), plaintext);
    }

    /** Stores a key of that plaintext; one that is stored already stays as it is. */
    ApiKey store(String plaintext, KeyGrant grant) {
        return repository.addIfAbsent(ApiKey.of(plaintext, grant, clock.instant()));
    }

    /** Whether there is no key at all. */
    boolean isEmpty() {
        return repository.isEmpty();
    }
}
