// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for seconds what a data store said, for each key one answer. An answer is never older than {@link #KEEP}, never
 * older than the token that a request brings, and never older than the last {@link #invalidate} of its key, or {@link #invalidateAll},
 * that returned. Safe for concurrent use. One thread loads a key while the others wait for it, so a load never replaces what a later
 * one gave.
 */
public final class RecentEntries<K, V> {
    /** Greatest age of an answer, counted from before its load. */
    public static final Duration KEEP = Duration.ofSeconds(5);

    /**
     * Loads for one request at most. The first may be one that another thread began before the write committed; the second
     * begins after the request came in, and so shows all that was committed by then. The third is for a server that takes over in between.
     */
    private static final int LOADS = 3;

    private final DataStore store;
    private final Function<K, V> load;
    private final Ticker ticker;
    private final Cache<K, Entry<V>> recent;
    private final AtomicLong generation = new AtomicLong();

    /**
     * @param load reads a key from that store by statements that begin when it is called; even "there is none" is a value, not null. Runs
     *     under a lock of the key
     * @param atMost number of entries; those asked for least go first
     */
    public RecentEntries(DataStore store, Function<K, V> load, int atMost, Ticker ticker) {
        this.store = store;
        this.load = load;
        this.ticker = ticker;
        this.recent = Caffeine.newBuilder()
                .maximumSize(atMost)
                .expireAfter(Expiry.writing((K key, Entry<V> entry) -> remaining(entry)))
                .ticker(ticker)
                // Its upkeep takes less time than to wake another thread for it, as every sixteenth look would.
                .executor(Runnable::run)
                .build();
    }

    /**
     * What the store says of a key. Costs no statement and no allocation while an entry is recent enough.
     *
     * @param token the write that must be visible in it, as {@link DataStore#recognise} gave it; null for any answer of the last
     *     {@link #KEEP}
     * @throws StoreBehindException if the store itself does not show that write
     */
    public V get(K key, @Nullable ConsistencyToken token) {
        long notBefore = generation.get();
        Entry<V> entry = recent.getIfPresent(key);
        for (int loads = 0; entry == null || !entry.isEnough(notBefore, token); loads++) {
            if (loads == LOADS) {
                store.doubt();
                throw new StoreBehindException();
            }
            if (entry != null) {
                // This one only: what another thread has loaded since is newer.
                recent.asMap().remove(key, entry);
            }
            entry = recent.get(key, this::loaded);
        }
        return entry.value;
    }

    /** Forgets a key, once what changed it is committed; waits for a load of it that may have begun before. */
    public void invalidate(K key) {
        recent.invalidate(key);
    }

    /** Forgets every key, those being loaded included. */
    public void invalidateAll() {
        // Caffeine does not wait for loads here, so what they bring is told by its generation.
        generation.incrementAndGet();
        recent.invalidateAll();
    }

    /** Forgets the keys of which the store said such a thing. */
    public void invalidateIf(Predicate<? super V> said) {
        recent.asMap().values().removeIf(entry -> said.test(entry.value));
    }

    private Entry<V> loaded(K key) {
        long before = generation.get();
        long began = ticker.read();
        // Before the load, so that it sees at least what the point covers, of however many statements it is.
        ReadPoint point = store.point();
        return new Entry<>(load.apply(key), point, before, began);
    }

    private Duration remaining(Entry<V> entry) {
        return KEEP.minusNanos(ticker.read() - entry.began);
    }

    /** A value of its own identity: two that say the same were read at different moments. */
    private static final class Entry<V> {
        private final V value;
        private final ReadPoint point;
        private final long generation;
        private final long began;

        Entry(V value, ReadPoint point, long generation, long began) {
            this.value = value;
            this.point = point;
            this.generation = generation;
            this.began = began;
        }

        boolean isEnough(long notBefore, @Nullable ConsistencyToken token) {
            return generation >= notBefore && (token == null || point.covers(token));
        }
    }
}
