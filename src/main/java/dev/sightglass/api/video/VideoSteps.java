// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.video;

import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.Envelopes;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.FeedToken;
import dev.sightglass.session.FeedUrl;
import dev.sightglass.session.InvalidStateException;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionException;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import dev.sightglass.video.VideoInput;
import dev.sightglass.video.VideoInputs;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** The steps that start a session and hand out its URLs, each a processor that a route calls by name. */
public final class VideoSteps {

    private final Sessions sessions;
    private final VideoInputs inputs;
    private final Envelopes envelopes;

    public VideoSteps(Sessions sessions, VideoInputs inputs, Envelopes envelopes) {
        this.sessions = sessions;
        this.inputs = inputs;
        this.envelopes = envelopes;
    }

    /**
     * {@code start-session}: the session found before with an input, made now unless it has one or is on a feed that the caller
     * brought along. Blocks for as long as the backend may take.
     */
    public Processor start() {
        return exchange -> {
            Session session = ApiExchange.session(exchange);
            requireState(session, SessionState.ASSIGNED);
            Session started = session.source() == null ? startWithInput(session.id()) : session;
            ApiExchange.setSession(exchange, started);
            exchange.getMessage().setBody(started);
        };
    }

    /** {@code answer-started}: the session with its URLs. */
    public Processor answerStarted() {
        return exchange -> envelopes.answer(exchange, StartedView.of(ApiExchange.session(exchange), caller(exchange)));
    }

    /** {@code answer-viewer-token}: where to look, while LIVE. */
    public Processor answerViewerToken() {
        return exchange -> {
            Session session = ApiExchange.session(exchange);
            requireState(session, SessionState.LIVE);
            FeedSource source = session.source();
            envelopes.answer(
                    exchange,
                    new ViewerToken(session.videoBackendRef(), source == null ? null : text(source.whepUrl())));
        };
    }

    /** {@code answer-producer-token}: where to publish, from the start on. */
    public Processor answerProducerToken() {
        return exchange -> {
            Session session = ApiExchange.session(exchange);
            String ref = session.videoBackendRef();
            FeedUrl whipUrl = session.media().whipUrl();
            if (session.state().isTerminal() || ref == null || whipUrl == null) {
                throw new InvalidStateException(session.state());
            }
            envelopes.answer(exchange, new ProducerToken(ref, text(whipUrl)));
        };
    }

    /** Of two starts at the same time one is stored; the input of the other goes again. */
    private Session startWithInput(UUID id) {
        VideoInput input = inputs.mint(id);
        try {
            Session started = sessions.start(id, stored(input));
            if (!input.ref().equals(started.videoBackendRef())) {
                inputs.release(input);
            }
            return started;
        } catch (SessionException e) {
            // Only what is certain: after a database error the input may be stored, and its lease decides.
            inputs.release(input);
            throw e;
        }
    }

    private static dev.sightglass.session.VideoInput stored(VideoInput input) {
        String token = input.whepToken();
        return new dev.sightglass.session.VideoInput(
                input.ref(),
                FeedUrl.of(input.whipUrl()),
                FeedUrl.of(input.whepUrl()),
                token == null ? null : FeedToken.of(token));
    }

    private static void requireState(Session session, SessionState state) {
        if (session.state() != state) {
            throw new InvalidStateException(session.state());
        }
    }

    private static String caller(Exchange exchange) {
        return ApiExchange.principal(exchange).workspaceId();
    }

    private static String text(FeedUrl url) {
        return url.reveal().toString();
    }

    private record ViewerToken(
            @Nullable String videoBackendRef, @Nullable String whepUrl) {
        @Override
        public String toString() {
            return "ViewerToken[***]";
        }
    }

    private record ProducerToken(String videoBackendRef, String whipUrl) {
        @Override
        public String toString() {
            return "ProducerToken[***]";
        }
    }
}
