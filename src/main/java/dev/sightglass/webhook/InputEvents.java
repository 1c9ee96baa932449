// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import dev.sightglass.session.FeedOpenException;
import dev.sightglass.session.FeedSignal;
import dev.sightglass.session.FeedSignal.Source;
import dev.sightglass.session.FeedSignals;
import dev.sightglass.session.Session;
import dev.sightglass.session.Sessions;
import dev.sightglass.webhook.InputEvent.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What follows from an input's events: a session may be opened, and a signal is kept by which disconnect windows are found. The
 * order of events is that of {@code updatedAt}, whatever order they come in. Safe for concurrent use.
 *
 * <p>A session is opened before the event that opens it is kept. A crash between the two leaves an open session, and the delivery
 * that is sent again finds it.
 */
public final class InputEvents {
    /** Nobody sends a delivery again after so long; and what is remembered of an input is remembered for longer. */
    private static final Duration MATTERS_FOR = Duration.ofDays(1);

    private final Sessions sessions;
    private final FeedSignals signals;
    private final FeedPlans plans;
    private final Terms terms;

    /** @param terms how sessions are opened */
    public InputEvents(Sessions sessions, FeedSignals signals, FeedPlans plans, Terms terms) {
        this.sessions = sessions;
        this.signals = signals;
        this.plans = plans;
        this.terms = terms;
    }

    /**
     * How sessions are opened.
     *
     * @param maxDurationSeconds seconds of LIVE after which they expire
     */
    public record Terms(Clock clock, int maxDurationSeconds) {}

    /**
     * Opens the session of a feed that this event starts.
     *
     * @return the session, whose feed is to be joined; empty if the event starts none: it is no {@code connected}, the input is
     *     no feed's or was made for a session, the feed has a session already, or the event is not newer than every one known of that input
     */
    public Optional<Session> open(InputEvent event) {
        if (event.kind() != Kind.CONNECTED || isOutdated(event) || !isNewest(event)) {
            return Optional.empty();
        }
        if (sessions.isMadeForASession(event.inputId())) {
            // Else any-input would show one workspace what another one's operator publishes.
            return Optional.empty();
        }
        return plans.startedBy(event.inputId()).flatMap(this::open);
    }

    /** Opens the session of a feed; empty if it has one. */
    Optional<Session> open(FeedPlan plan) {
        if (sessions.findByFeed(plan.name()).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(sessions.open(plan.wish(terms.maxDurationSeconds())));
        } catch (FeedOpenException e) {
            // Another delivery was faster.
            return Optional.empty();
        }
    }

    /** Keeps an event of an input that is ours. It is durable when this returns. */
    public Outcome record(InputEvent event) {
        if (isOutdated(event)) {
            return Outcome.OUTDATED;
        }
        if (!isOurs(event.inputId())) {
            return Outcome.UNKNOWN_INPUT;
        }
        FeedSignal.Kind kind = event.kind() == Kind.CONNECTED ? FeedSignal.Kind.UP : FeedSignal.Kind.DOWN;
        boolean added = signals.add(event.inputId(), new FeedSignal(Source.WEBHOOK, kind, event.updatedAt()));
        return added ? Outcome.RECORDED : Outcome.REPEATED;
    }

    private boolean isOurs(String inputId) {
        return plans.isAlwaysOpen(inputId)
                || plans.startedBy(inputId).isPresent()
                || sessions.findByInput(inputId).isPresent();
    }

    /** Of another day, also of one to come: what the service can't have meant would be newer than all that follows. */
    private boolean isOutdated(InputEvent event) {
        Duration apart = Duration.between(event.updatedAt(), terms.clock().instant());
        return apart.abs().compareTo(MATTERS_FOR) > 0;
    }

    private boolean isNewest(InputEvent event) {
        Optional<Instant> newest = signals.newest(event.inputId(), Source.WEBHOOK);
        return newest.isEmpty() || event.updatedAt().isAfter(newest.get());
    }
}
