// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The API keys: makes them, knows their owners again, revokes them. Safe for concurrent use; never blocks for long. Whoever
 * closes it keeps when its keys were last used.
 */
public final class ApiKeys implements AutoCloseable {
    /** Longest plaintext that is hashed: nobody makes us hash megabytes, and no key of ours is longer. */
    static final int MAX_PLAINTEXT_LENGTH = 200;

    private final KeyRepository repository;
    private final KeyUses uses;
    private final Clock clock;
    private final SecureRandom random;

    ApiKeys(KeyRepository repository, Clock clock, SecureRandom random) {
        this.repository = repository;
        this.uses = new KeyUses(repository::noteUses);
        this.clock = clock;
        this.random = random;
    }

    /** Keys in a database that has our tables; they outlive the process. */
    public static ApiKeys stored(DataStore store, Clock clock, SecureRandom random) {
        RecentKeys repository = new RecentKeys(new JdbcKeys(store.database()), store, Ticker.systemTicker());
        return new ApiKeys(repository, clock, random);
    }

    /** The same as the only ones who use that database's {@link DataStore}. */
    public static ApiKeys stored(DataSource dataSource, Clock clock, SecureRandom random) {
        return stored(DataStore.of(dataSource), clock, random);
    }

    /** As {@link #authenticate(String, ConsistencyToken)}, by what was known in the last seconds. */
    public Optional<Principal> authenticate(String presented) {
        return authenticate(presented, null);
    }

    /**
     * The owner of a key's plaintext; the same empty answer for every wrong one. The hash is looked up and then compared in
     * constant time, so that the time taken says nothing about stored keys.
     *
     * @param token a moment before which nothing that was read counts, or null for the last seconds
     *
     * @throws NotAuthenticatedException {@code REVOKED_API_KEY} from the end of a revoked key's time of grace on
     */
    public Optional<Principal> authenticate(String presented, @Nullable ConsistencyToken token) {
        if (presented.length() > MAX_PLAINTEXT_LENGTH) {
            return Optional.empty();
        }
        KeyHash hash = KeyHash.ofPlaintext(presented);
        return repository
                .glance(hash, token)
                .filter(key -> key.hash().equals(hash))
                .map(this::used);
    }

    private Principal used(ApiKey key) {
        Instant now = clock.instant();
        if (!key.isGoodAt(now)) {
            throw NotAuthenticatedException.revoked();
        }
        uses.note(key.id(), now);
        return key.principal();
    }

    /** Makes a key with a new random plaintext and stores its hash. */
    public MintedKey mint(KeyGrant grant) {
        String plaintext = KeyFormat.mint(grant.workspaceId(), grant.environment(), random);
        ApiKey key = ApiKey.of(UUID.randomUUID(), plaintext, grant, clock.instant());
        return new MintedKey(repository.put(key), plaintext);
    }

    /** All keys of a workspace, the newest first, revoked ones too. */
    public List<ApiKey> ofWorkspace(String workspaceId) {
        return repository.ofWorkspace(workspaceId);
    }

    /**
     * Revokes a key of a workspace: from {@link ApiKey#GRACE} later on nobody comes in with it. Revoked again it stays as it is.
     *
     * @return the key as it is then; empty if that workspace has none of that id
     */
    public Optional<ApiKey> revoke(String workspaceId, UUID id) {
        return repository.revoke(workspaceId, id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Stores when keys were last used since the last time; to be called every few seconds. */
    public void flushUses() {
        uses.flush();
    }

    /** Stores the last uses, if the database is still there. */
    @Override
    public void close() {
        uses.flush();
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
