// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sightglass.session.FeedStatus;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * A session on the wire (contract section 4): money as decimal text, times in ISO 8601. {@code whepUrl} only while LIVE, since
 * it is as good as a key. {@code feed} is ours: what ingest last said, so that a session that waits can say for what.
 */
record SessionView(
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
        Feed feed) {

    static SessionView of(Session session) {
        return new SessionView(
                session.id().toString(),
                session.consumerWorkspaceId(),
                session.operatorWorkspaceId(),
                session.state().name(),
                session.maxDurationSeconds(),
                session.waitTimeoutSeconds(),
                Long.toString(session.ratePerSecondMicroUsdc()),
                Long.toString(session.holdMicroUsdc()),
                Timestamps.textOrNull(session.startedAt()),
                Timestamps.textOrNull(session.endedAt()),
                session.cleanSeconds(),
                Long.toString(session.chargedMicroUsdc()),
                session.settlementTxHash(),
                session.videoBackendRef(),
                Timestamps.text(session.createdAt()),
                session.requestedLat(),
                session.requestedLng(),
                false,
                session.state() == SessionState.LIVE
                        ? session.source().whepUrl().reveal().toString()
                        : null,
                Feed.of(session.feed()));
    }

    /** What ingest last said: its state, the label of the last trouble, the number of the connection. */
    record Feed(String state, @Nullable String reason, long epoch, int attempts) {

        static Feed of(FeedStatus status) {
            return new Feed(status.state(), status.reason(), status.epoch(), status.attempts());
        }
    }
}
