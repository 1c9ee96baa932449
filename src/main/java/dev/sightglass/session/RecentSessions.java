// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.consistency.RecentEntries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for seconds the sessions that were looked at, and also that there was none, so that a poll costs no query. A write through this object
 * is seen by the next {@link #glance}: the entry goes after the write, and Caffeine lets {@code invalidate} wait for a load
 * of the same key that began before it.
 */
final class RecentSessions implements SessionRepository {
    /** Some 2 KB each. */
    private static final int AT_MOST = 10_000;

    private final SessionRepository stored;
    private final RecentEntries<UUID, Optional<Session>> recent;

    /** @param store of the same database */
    RecentSessions(SessionRepository stored, DataStore store, Ticker ticker) {
        this.stored = stored;
        this.recent = new RecentEntries<>(store, stored::find, AT_MOST, ticker);
    }

    @Override
    public Optional<Session> glance(UUID id, @Nullable ConsistencyToken token) {
        return recent.get(id, token);
    }

    @Override
    public boolean swap(SessionState expected, Session next) {
        return written(next.id(), () -> stored.swap(expected, next));
    }

    @Override
    public void raiseEpoch(UUID id, long epoch) {
        try {
            stored.raiseEpoch(id, epoch);
        } finally {
            recent.invalidate(id);
        }
    }

    @Override
    public void forgetEndedBefore(Instant moment) {
        stored.forgetEndedBefore(moment);
        recent.invalidateIf(session -> session.map(Session::endedAt)
                .filter(endedAt -> endedAt.isBefore(moment))
                .isPresent());
    }

    @Override
    public Admission add(Session session, Allowance allowance) {
        return written(session.id(), () -> stored.add(session, allowance));
    }

    @Override
    public Assignment assign(UUID id, String operatorWorkspaceId) {
        return written(id, () -> stored.assign(id, operatorWorkspaceId));
    }

    @Override
    public Assignment assignOnline(UUID id, String operatorWorkspaceId) {
        return written(id, () -> stored.assignOnline(id, operatorWorkspaceId));
    }

    @Override
    public boolean start(UUID id, VideoInput input) {
        return written(id, () -> stored.start(id, input));
    }

    @Override
    public Optional<Session> findByFeed(String feedName) {
        return stored.findByFeed(feedName);
    }

    @Override
    public List<Session> list(String workspaceId, int atMost) {
        return stored.list(workspaceId, atMost);
    }

    @Override
    public List<Session> assignedTo(String operatorWorkspaceId) {
        return stored.assignedTo(operatorWorkspaceId);
    }

    @Override
    public Optional<Session> find(UUID id) {
        return stored.find(id);
    }

    @Override
    public List<FeedSignal> signals(Session session) {
        return stored.signals(session);
    }

    @Override
    public Optional<Session> openOn(String videoBackendRef) {
        return stored.openOn(videoBackendRef);
    }

    @Override
    public boolean isMade(String videoBackendRef) {
        return stored.isMade(videoBackendRef);
    }

    @Override
    public void forgetSignalsBefore(Instant moment) {
        stored.forgetSignalsBefore(moment);
    }

    @Override
    public List<Session> open() {
        return stored.open();
    }

    @Override
    public List<Session> overdue(Instant now) {
        return stored.overdue(now);
    }

    @Override
    public Map<SessionState, Integer> counts() {
        return stored.counts();
    }

    private <T> T written(UUID id, Supplier<T> write) {
        try {
            return write.get();
        } finally {
            // After a failure too: the write may have happened, and who lost saw something that is no longer so.
            recent.invalidate(id);
        }
    }
}
