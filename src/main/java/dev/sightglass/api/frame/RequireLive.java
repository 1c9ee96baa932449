// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.api.ApiExchange;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.snapshot.FrameNotAvailableException;
import dev.sightglass.snapshot.FrameNotAvailableException.Reason;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code require-live}: only a LIVE session has frames; any other answers which part of its life it is in. A request that may wait
 * passes while the session may become LIVE.
 */
public final class RequireLive implements Processor {

    @Override
    public void process(Exchange exchange) {
        SessionState state = ApiExchange.session(exchange).state();
        boolean waits = FrameExchange.ask(exchange).longestWait().compareTo(Duration.ZERO) > 0;
        if (state != SessionState.LIVE && (state.isTerminal() || !waits)) {
            throw new FrameNotAvailableException(reason(state));
        }
    }

    /** Fails as the frame does where nothing waits for it; for streams, whose asks are their own. */
    public static void requireLive(Session session) {
        if (session.state() != SessionState.LIVE) {
            throw new FrameNotAvailableException(reason(session.state()));
        }
    }

    private static Reason reason(SessionState state) {
        return switch (state) {
            case REQUESTED -> Reason.NOT_STARTED;
            case ASSIGNED, LIVE, PAUSED -> Reason.WARMING_UP;
            case ENDED, EXPIRED, CANCELLED -> Reason.ENDED;
        };
    }
}
