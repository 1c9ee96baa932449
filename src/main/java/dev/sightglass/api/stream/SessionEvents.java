// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.session.Session;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last changes of each session, for readers that were away for a moment. Bounded in sessions, changes and time. Numbers count up
 * over all sessions of the process. Safe for concurrent use.
 */
public final class SessionEvents {

    /** Of one session; a feed that flaps brings a few a minute. */
    private static final int KEPT = 32;

    private static final int SESSIONS = 10_000;

    private final Cache<UUID, Deque<Numbered>> kept;
    private final AtomicLong numbers = new AtomicLong();

    /** @param keep how long changes stay after the last of their session */
    public SessionEvents(Duration keep, Ticker ticker) {
        kept = Caffeine.newBuilder()
                .maximumSize(SESSIONS)
                .expireAfterWrite(keep)
                .ticker(ticker)
                .build();
    }

    /** A change and its number. */
    record Numbered(long number, SessionEvent event) {}

    /** Notes how a session stands now; a state that is the last one noted is no change. */
    public void note(Session session) {
        SessionEvent event = SessionEvent.of(session);
        kept.asMap().compute(session.id(), (id, before) -> {
            if (before != null && before.getLast().event().equals(event)) {
                return before;
            }
            // A new one each time, so that readers need no lock.
            Deque<Numbered> all = before == null ? new ArrayDeque<>() : new ArrayDeque<>(before);
            if (all.size() == KEPT) {
                all.removeFirst();
            }
            all.addLast(new Numbered(numbers.incrementAndGet(), event));
            return all;
        });
    }

    /** The changes of a session after one of them, oldest first. */
    List<Numbered> after(UUID sessionId, long number) {
        Deque<Numbered> all = kept.getIfPresent(sessionId);
        return all == null || all.getLast().number() <= number
                ? List.of()
                : all.stream().filter(each -> each.number() > number).toList();
    }

    /** What somebody knows who knows all changes of a session but the last; 0 if there is none. */
    long beforeLast(UUID sessionId) {
        Deque<Numbered> all = kept.getIfPresent(sessionId);
        return all == null ? 0 : all.getLast().number() - 1;
    }

    /** The number of the last change of any session. */
    long latest() {
        return numbers.get();
    }
}
