// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A session as the model remembers it: the state machine of contract section 5 and the meter of section 7. */
final class ModelSession {
    static final long RATE = 1000;

    final String consumer;
    final int place;
    final int maxSeconds;
    final int waitSeconds;
    final Instant createdAt;

    /** Whether the video service said at that moment that the input is up; of both at one moment, up. */
    final NavigableMap<Instant, Boolean> signals = new TreeMap<>();

    String id = "";
    SessionState state = SessionState.REQUESTED;

    @Nullable String operator;

    @Nullable String ref;

    @Nullable Instant startedAt;

    @Nullable Instant endedAt;

    long cleanSeconds;

    ModelSession(String consumer, ModelWish wish, Instant createdAt) {
        this.consumer = consumer;
        this.place = wish.place();
        this.maxSeconds = wish.maxSeconds();
        this.waitSeconds = wish.waitSeconds() == null ? 300 : Math.max(5, Math.min(3600, wish.waitSeconds()));
        this.createdAt = createdAt;
    }

    boolean isOpen() {
        return endedAt == null;
    }

    /** Whether its operator is busy with it. */
    boolean engages() {
        return state == SessionState.ASSIGNED || state == SessionState.LIVE;
    }

    boolean isParty(@Nullable String workspace) {
        return consumer.equals(workspace) || isOperator(workspace);
    }

    boolean isOperator(@Nullable String workspace) {
        return operator != null && operator.equals(workspace);
    }

    long charged() {
        return cleanSeconds * RATE;
    }

    /** What it takes of its consumer's credit. */
    long spent() {
        return isOpen() ? maxSeconds * RATE : charged();
    }

    Instant dueAt() {
        return startedAt == null ? createdAt.plusSeconds(waitSeconds) : startedAt.plusSeconds(maxSeconds);
    }

    void close(SessionState terminal, Instant at) {
        state = terminal;
        endedAt = at;
        if (startedAt != null) {
            long clean = Duration.between(startedAt, at).toMillis() - downMillis(startedAt, at);
            cleanSeconds = Math.min(maxSeconds, Math.max(0, clean) / 1000);
        }
    }

    /** Walks the moments at which something changes, and sums up the stretches in which the newest word is that it is down. */
    private long downMillis(Instant from, Instant to) {
        NavigableMap<Instant, Boolean> line = new TreeMap<>(signals.subMap(from, false, to, false));
        line.put(from, isUpAt(from));
        line.put(to, true);
        long down = 0;
        for (Instant begin : line.headMap(to).keySet()) {
            down += Boolean.TRUE.equals(line.get(begin))
                    ? 0
                    : Duration.between(begin, line.higherKey(begin)).toMillis();
        }
        return down;
    }

    private boolean isUpAt(Instant moment) {
        return signals.floorEntry(moment) == null || signals.floorEntry(moment).getValue();
    }

    @Override
    public String toString() {
        return state + " " + id;
    }
}
