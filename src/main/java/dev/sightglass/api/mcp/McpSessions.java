// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The MCP sessions there are: a bounded number, each its opener's alone, gone when unused for long. They carry no rights (every
 * request brings its credential), so closing one costs its client no more than another {@code initialize}. Safe for concurrent
 * use.
 */
final class McpSessions {

    private final Map<String, Entry> entries = new HashMap<>();
    private final int maximum;
    private final long idleNanos;
    private final LongSupplier nanoTime;

    /**
     * @param maximum number of sessions; one more closes the longest unused one of whoever has the most
     * @param nanoTime as {@link System#nanoTime}
     */
    McpSessions(int maximum, Duration idle, LongSupplier nanoTime) {
        this.maximum = maximum;
        this.idleNanos = idle.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Keeps a new session. */
    void add(McpOwner owner, McpStreamableServerSession session) {
        List<Entry> closed = new ArrayList<>(removeIdle());
        synchronized (entries) {
            while (entries.size() >= maximum) {
                Entry victim = longestUnusedOfTheGreediest();
                entries.remove(victim.session.getId());
                closed.add(victim);
            }
            entries.put(session.getId(), new Entry(owner, session, nanoTime.getAsLong()));
        }
        closed.forEach(Entry::close);
    }

    /** That session, if there is one and it is this owner's; using it keeps it. */
    @Nullable McpStreamableServerSession find(McpOwner owner, String id) {
        synchronized (entries) {
            Entry entry = entries.get(id);
            if (entry == null || !entry.owner.equals(owner) || isIdle(entry)) {
                return null;
            }
            entry.usedAt = nanoTime.getAsLong();
            return entry.session;
        }
    }

    /** Ends that session, if there is one and it is this owner's; what it is busy with is given up. */
    boolean remove(McpOwner owner, String id) {
        Entry entry;
        synchronized (entries) {
            entry = entries.get(id);
            if (entry == null || !entry.owner.equals(owner)) {
                return false;
            }
            entries.remove(id);
        }
        entry.close();
        return true;
    }

    /** Ends all. */
    void clear() {
        List<Entry> all;
        synchronized (entries) {
            all = List.copyOf(entries.values());
            entries.clear();
        }
        all.forEach(Entry::close);
    }

    /** How many there are, not counting the idle. */
    int count() {
        removeIdle().forEach(Entry::close);
        synchronized (entries) {
            return entries.size();
        }
    }

    private List<Entry> removeIdle() {
        synchronized (entries) {
            List<Entry> idle = entries.values().stream().filter(this::isIdle).toList();
            idle.forEach(entry -> entries.remove(entry.session.getId()));
            return idle;
        }
    }

    private boolean isIdle(Entry entry) {
        return nanoTime.getAsLong() - entry.usedAt > idleNanos && !entry.session.hasOpenStream();
    }

    /** So that nobody who opens many closes those of others. */
    private Entry longestUnusedOfTheGreediest() {
        Map<McpOwner, Integer> counts = new HashMap<>();
        entries.values().forEach(entry -> counts.merge(entry.owner, 1, Integer::sum));
        long now = nanoTime.getAsLong();
        return entries.values().stream()
                .max(Comparator.<Entry>comparingInt(entry -> counts.getOrDefault(entry.owner, 0))
                        .thenComparingLong(entry -> now - entry.usedAt))
                .orElseThrow();
    }

    /** One session and when it was last used; guarded by the map's lock. */
    private static final class Entry {
        private final McpOwner owner;
        private final McpStreamableServerSession session;
        private long usedAt;

        Entry(McpOwner owner, McpStreamableServerSession session, long usedAt) {
            this.owner = owner;
            this.session = session;
            this.usedAt = usedAt;
        }

        void close() {
            session.close();
        }
    }
}
