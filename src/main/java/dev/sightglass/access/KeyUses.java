// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Which keys were used since the last flush, and when last: at most one entry per key, in memory, so that a request writes
 * nothing. What a process killed had not flushed is lost. Safe for concurrent use.
 */
final class KeyUses {
    private final Map<UUID, Instant> lastUses = new ConcurrentHashMap<>();
    private final Consumer<Map<UUID, Instant>> repository;

    /** @param repository takes a batch of last uses; what it fails to take is offered again */
    KeyUses(Consumer<Map<UUID, Instant>> repository) {
        this.repository = repository;
    }

    void note(UUID keyId, Instant now) {
        lastUses.put(keyId, now);
    }

    /** Writes them in one batch. After a failure they are kept for the next time. */
    void flush() {
        Map<UUID, Instant> taken = new HashMap<>();
        for (UUID id : lastUses.keySet()) {
            Instant use = lastUses.remove(id);
            if (use != null) {
                taken.put(id, use.truncatedTo(ChronoUnit.MILLIS));
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        try {
            repository.accept(taken);
        } catch (RuntimeException e) {
            taken.forEach(lastUses::putIfAbsent);
            throw e;
        }
    }
}
