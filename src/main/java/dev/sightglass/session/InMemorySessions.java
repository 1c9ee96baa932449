// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Sessions in memory, lost with the process. Bounded: open ones by the limit per workspace, closed ones by
 * {@code keepClosed}, of which the oldest go first.
 */
final class InMemorySessions implements SessionRepository {
    private final ConcurrentMap<UUID, Session> sessions = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> openByWorkspace = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Closed> closed = new ConcurrentSkipListSet<>();
    private final AtomicInteger closedCount = new AtomicInteger();
    private final int keepClosed;

    /** @param keepClosed how many closed sessions to remember at most */
    InMemorySessions(int keepClosed) {
        this.keepClosed = keepClosed;
    }

    @Override
    public boolean add(Session session, int openPerWorkspace) {
        if (!reserve(session.consumerWorkspaceId(), openPerWorkspace)) {
            return false;
        }
        sessions.put(session.id(), session);
        return true;
    }

    @Override
    public Optional<Session> find(UUID id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public Optional<Session> advance(UUID id, SessionState expected, UnaryOperator<Session> step) {
        for (Session now = sessions.get(id); now != null && now.state() == expected; now = sessions.get(id)) {
            Session next = step.apply(now);
            if (sessions.replace(id, now, next)) {
                if (next.state().isTerminal()) {
                    close(next);
                }
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Session> feed(UUID id, FeedStatus status) {
        for (Session now = sessions.get(id); now != null && !now.state().isTerminal(); now = sessions.get(id)) {
            Session next = now.withFeed(status);
            if (sessions.replace(id, now, next)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    @Override
    public Collection<Session> open() {
        return sessions.values().stream().filter(s -> !s.state().isTerminal()).toList();
    }

    @Override
    public Map<SessionState, Integer> counts() {
        Map<SessionState, Integer> counts = new EnumMap<>(SessionState.class);
        for (SessionState state : SessionState.values()) {
            counts.put(state, 0);
        }
        sessions.values().forEach(s -> counts.merge(s.state(), 1, Integer::sum));
        return counts;
    }

    @Override
    public void forgetEndedBefore(Instant moment) {
        for (Closed oldest : closed) {
            if (!oldest.at().isBefore(moment)) {
                return;
            }
            if (closed.remove(oldest)) {
                forget(oldest);
            }
        }
    }

    private boolean reserve(String workspaceId, int limit) {
        boolean[] reserved = {false};
        openByWorkspace.compute(workspaceId, (id, open) -> {
            int before = open == null ? 0 : open;
            reserved[0] = before < limit;
            return reserved[0] ? Integer.valueOf(before + 1) : open;
        });
        return reserved[0];
    }

    /** Runs once per session: only the caller whose replacement went through comes here. */
    private void close(Session session) {
        openByWorkspace.computeIfPresent(session.consumerWorkspaceId(), (id, open) -> open > 1 ? open - 1 : null);
        Instant endedAt = session.endedAt();
        closed.add(new Closed(endedAt == null ? session.createdAt() : endedAt, session.id()));
        if (closedCount.incrementAndGet() > keepClosed) {
            Closed oldest = closed.pollFirst();
            if (oldest != null) {
                forget(oldest);
            }
        }
    }

    private void forget(Closed session) {
        sessions.remove(session.id());
        closedCount.decrementAndGet();
    }

    /** A closed session in the order of forgetting. */
    private record Closed(Instant at, UUID id) implements Comparable<Closed> {
        @Override
        public int compareTo(Closed other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : id.compareTo(other.id);
        }
    }
}
