// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import dev.sightglass.session.Session;
import dev.sightglass.session.SessionException;
import dev.sightglass.session.SessionNotFoundException;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the feeds with {@code start: always} have a session: opened when the process starts, and again when one
 * expired. One that a party ended or cancelled stays so until the next start, since it was meant. For one thread.
 */
public final class StandingFeeds {
    private static final Logger LOG = LoggerFactory.getLogger(StandingFeeds.class);

    private final List<FeedPlan> plans;
    private final Sessions sessions;
    private final InputEvents opener;
    private final Consumer<Session> join;
    private final BooleanSupplier room;
    private boolean waiting;
    private final Map<String, UUID> current = new HashMap<>();

    /**
     * @param join subscribes to the feed of a session that was opened; may throw if there is no room
     * @param room whether another feed may be joined; while not, what is not open waits
     */
    public StandingFeeds(
            FeedPlans plans, Sessions sessions, InputEvents opener, Consumer<Session> join, BooleanSupplier room) {
        this.room = room;
        this.plans = plans.always();
        this.sessions = sessions;
        this.opener = opener;
        this.join = join;
    }

    /** Opens what is not open and ought to be. What fails is logged and tried again at the next call. */
    public void keep() {
        for (FeedPlan plan : plans) {
            try {
                if (isWanted(plan)) {
                    open(plan);
                }
            } catch (RuntimeException e) {
                // The class only: a message from below may carry the feed's URL.
                LOG.warn(
                        "event=feed-not-opened feed={} error={}",
                        plan.name(),
                        e.getClass().getName());
            }
        }
    }

    private boolean isWanted(FeedPlan plan) {
        UUID id = current.get(plan.name());
        try {
            return id == null || sessions.find(id).state() == SessionState.EXPIRED;
        } catch (SessionNotFoundException e) {
            // Over for so long that it is forgotten: it was ended, since one that expired was opened again.
            return false;
        }
    }

    private void open(FeedPlan plan) {
        Optional<Session> former = sessions.findByFeed(plan.name());
        if (former.isPresent()) {
            // An earlier process opened it; whoever resumes sessions joins it.
            current.put(plan.name(), former.get().id());
            return;
        }
        if (mustWait(plan)) {
            return;
        }
        Optional<Session> opened = opener.open(plan);
        if (opened.isPresent()) {
            joinOrCancel(opened.get());
            current.put(plan.name(), opened.get().id());
        }
    }

    /** Says so once, not at every try. */
    private boolean mustWait(FeedPlan plan) {
        boolean full = !room.getAsBoolean();
        if (full && !waiting) {
            LOG.warn("event=feed-waits-for-room feed={}", plan.name());
        }
        waiting = full;
        return full;
    }

    private void joinOrCancel(Session session) {
        try {
            join.accept(session);
        } catch (RuntimeException e) {
            cancel(session);
            throw e;
        }
    }

    private void cancel(Session session) {
        try {
            sessions.cancel(session.id());
        } catch (SessionException e) {
            LOG.debug("event=session-gone session={} detail={}", session.id(), e.detail());
        }
    }
}
