// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Caffeine cache in which the newest frame wins: a snapshot never replaces one of a later frame, whatever the order in
 * which encoders finish. A Caffeine {@link Cache} itself, so that the {@code caffeine-cache} endpoint of the ingest route can
 * put into it. That endpoint knows only text as keys, so a snapshot is kept under its own {@link Snapshot#key()}, whatever key it is
 * put with; it is got by a {@link SnapshotKey}. Bounded by the bytes of its JPEGs; entries of ended sessions go by themselves.
 */
public final class SnapshotCache implements Cache<Object, Snapshot> {

    private final Cache<Object, Snapshot> entries;

    /**
     * @param maximumBytes bound of all JPEGs together
     * @param keep how long a snapshot stays after it was put; the limit of freshness is long enough
     */
    public SnapshotCache(long maximumBytes, Duration keep) {
        entries = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .weigher((Object key, Snapshot snapshot) -> snapshot.weight())
                .expireAfterWrite(keep)
                .executor(Runnable::run) // upkeep takes less time than to wake another thread for it
                .scheduler(Scheduler.systemScheduler()) // or what expired would stay until somebody asks again
                .build();
    }

    @Override
    public void put(Object key, Snapshot snapshot) {
        entries.asMap().merge(snapshot.key(), snapshot, SnapshotCache::newer);
    }

    private static Snapshot newer(Snapshot present, Snapshot candidate) {
        return candidate.stamp().isBefore(present.stamp()) ? present : candidate;
    }

    @Override
    public void putAll(Map<?, ? extends Snapshot> snapshots) {
        snapshots.forEach(this::put);
    }

    @Override
    public @Nullable Snapshot getIfPresent(Object key) {
        return entries.getIfPresent(key);
    }

    @Override
    public Snapshot get(Object key, Function<? super Object, ? extends Snapshot> loader) {
        return entries.get(key, loader);
    }

    @Override
    public Map<Object, Snapshot> getAllPresent(Iterable<?> keys) {
        return entries.getAllPresent(keys);
    }

    @Override
    public Map<Object, Snapshot> getAll(
            Iterable<?> keys, Function<? super Set<?>, ? extends Map<?, ? extends Snapshot>> loader) {
        return entries.getAll(keys, loader);
    }

    @Override
    public void invalidate(Object key) {
        entries.invalidate(key);
    }

    @Override
    public void invalidateAll(Iterable<?> keys) {
        entries.invalidateAll(keys);
    }

    @Override
    public void invalidateAll() {
        entries.invalidateAll();
    }

    @Override
    public long estimatedSize() {
        return entries.estimatedSize();
    }

    @Override
    public CacheStats stats() {
        return entries.stats();
    }

    @Override
    public ConcurrentMap<Object, Snapshot> asMap() {
        return entries.asMap();
    }

    @Override
    public void cleanUp() {
        entries.cleanUp();
    }

    @Override
    public Policy<Object, Snapshot> policy() {
        return entries.policy();
    }
}
