// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import java.util.Arrays;

/**
 * The snapshot of a read on PostgreSQL: which transactions it saw. Transactions commit in another order than that of their
 * ids, so no single number can say it (PostgreSQL manual, "Transaction ID and Snapshot Information Functions").
 */
final class SnapshotPoint implements ReadPoint {
    private final long store;
    private final long lowestRunning;
    private final long firstUnassigned;
    private final long[] running;

    private SnapshotPoint(long store, long lowestRunning, long firstUnassigned, long[] running) {
        this.store = store;
        this.lowestRunning = lowestRunning;
        this.firstUnassigned = firstUnassigned;
        this.running = running;
    }

    /** @param text a {@code pg_snapshot} as text, {@code xmin:xmax:xip,xip,...} */
    static SnapshotPoint parse(long store, String text) {
        String[] parts = text.split(":", -1);
        long[] running = parts[2].isEmpty()
                ? new long[0]
                : Arrays.stream(parts[2].split(","))
                        .mapToLong(Long::parseLong)
                        .sorted()
                        .toArray();
        return new SnapshotPoint(store, Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /** The transaction ids of this value and above had not ended. */
    long firstUnassigned() {
        return firstUnassigned;
    }

    @Override
    public boolean covers(ConsistencyToken token) {
        if (token.store() != store) {
            return false;
        }
        long id = token.mark();
        return id < lowestRunning || (id < firstUnassigned && Arrays.binarySearch(running, id) < 0);
    }
}
