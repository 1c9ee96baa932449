// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sightglass.session.Course;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.FeedStatus;
import dev.sightglass.session.FeedUrl;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Terms;
import org.jspecify.annotations.Nullable;

/**
 * A session on the wire (contract section 4): money as decimal text, times in ISO 8601. {@code whepUrl} only while LIVE and
 * {@code whipUrl} only while LIVE and for the operator, since they are as good as keys; {@code videoBackendRef} until the
 * session is over. {@code consistencyToken} only in answers to writes. {@code feed} is ours: what ingest last said, so that a session
 * that waits can say for what.
 */
public record SessionView(
        String id,
        String consumerWorkspaceId,
        @Nullable String operatorWorkspaceId,
        String state,
        int maxDurationSeconds,
        int waitTimeoutSeconds,
        String ratePerSecondMicroUsdc,
        String holdMicroUsdc,
        @Nullable String startedAt,
        @Nullable String endedAt,
        int cleanSeconds,
        String chargedMicroUsdc,
        @Nullable String settlementTxHash,
        @Nullable String videoBackendRef,
        String createdAt,
        @Nullable Double requestedLat,
        @Nullable Double requestedLng,
        boolean authorized,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String whepUrl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String whipUrl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String consistencyToken,
        Feed feed) {

    /** The session as the callers of that workspace may see it. */
    public static SessionView of(Session session, String callerWorkspaceId) {
        return of(session, callerWorkspaceId, null);
    }

    /** The same in the answer to a write. */
    public static SessionView of(Session session, String callerWorkspaceId, @Nullable String consistencyToken) {
        Terms terms = session.terms();
        Course course = session.course();
        boolean live = session.state() == SessionState.LIVE;
        FeedSource source = session.source();
        return new SessionView(
                session.id().toString(),
                session.consumerWorkspaceId(),
                session.operatorWorkspaceId(),
                session.state().name(),
                terms.maxDurationSeconds(),
                terms.waitTimeoutSeconds(),
                Long.toString(terms.ratePerSecondMicroUsdc()),
                Long.toString(terms.holdMicroUsdc()),
                Timestamps.textOrNull(course.startedAt()),
                Timestamps.textOrNull(course.endedAt()),
                course.cleanSeconds(),
                Long.toString(course.chargedMicroUsdc()),
                course.settlementTxHash(),
                session.state().isTerminal() ? null : session.videoBackendRef(),
                Timestamps.text(terms.createdAt()),
                terms.requestedLat(),
                terms.requestedLng(),
                false,
                live && source != null ? text(source.whepUrl()) : null,
                live && session.isOperator(callerWorkspaceId)
                        ? text(session.media().whipUrl())
                        : null,
                consistencyToken,
                Feed.of(session.feed()));
    }

    private static @Nullable String text(@Nullable FeedUrl url) {
        return url == null ? null : url.reveal().toString();
    }

    /** Keeps the URLs out of whatever prints an answer. */
    @Override
    public String toString() {
        return "SessionView[id=" + id + ", state=" + state + "]";
    }

    /** What ingest last said: its state, the label of the last trouble, the number of the connection. */
    public record Feed(String state, @Nullable String reason, long epoch, int attempts) {

        static Feed of(FeedStatus status) {
            return new Feed(status.state(), status.reason(), status.epoch(), status.attempts());
        }
    }
}
