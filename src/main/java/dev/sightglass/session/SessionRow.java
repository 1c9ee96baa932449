// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session as a row of the table {@code sessions}, in types that every JDBC 4.2 driver takes. */
final class SessionRow {
    private final SessionSecrets secrets;

    SessionRow(SessionSecrets secrets) {
        this.secrets = secrets;
    }

    /** The columns' values, by the names of the statements' parameters. */
    Map<String, @Nullable Object> values(Session session) {
        Map<String, @Nullable Object> values = steps(session);
        values.put("consumer", session.consumerWorkspaceId());
        values.put("operator", session.operatorWorkspaceId());
        Terms terms = session.terms();
        values.put("maxDuration", terms.maxDurationSeconds());
        values.put("waitTimeout", terms.waitTimeoutSeconds());
        values.put("rate", terms.ratePerSecondMicroUsdc());
        values.put("hold", terms.holdMicroUsdc());
        values.put("createdAt", time(terms.createdAt()));
        values.put("lat", terms.requestedLat());
        values.put("lng", terms.requestedLng());
        FeedSource source = session.source();
        putSecrets(values, secrets.seal(session.id(), source, session.media().whipUrl()));
        values.put("matrix", source == null ? null : nameOf(source.colorMatrix()));
        values.put("range", source == null ? null : nameOf(source.colorRange()));
        values.put("feedEpoch", session.feed().epoch());
        return values;
    }

    /** The values of what a step of the state machine may change or asks for, and the id. */
    static Map<String, @Nullable Object> steps(Session session) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", session.id());
        values.put("state", session.state().name());
        values.put("engaged", session.parties().engagedOperatorId());
        values.put("startedAt", time(session.startedAt()));
        values.put("endedAt", time(session.endedAt()));
        values.put("dueAt", time(session.dueAt()));
        values.put("clean", session.cleanSeconds());
        values.put("charged", session.course().chargedMicroUsdc());
        values.put("txHash", session.course().settlementTxHash());
        values.put("backendRef", session.videoBackendRef());
        values.put("feedName", session.media().feedName());
        values.put("feedState", session.feed().state());
        values.put("feedReason", session.feed().reason());
        values.put("feedAttempts", session.feed().attempts());
        return values;
    }

    /** The values of an input, and the id of its session. */
    Map<String, @Nullable Object> values(UUID id, VideoInput input) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("id", id);
        values.put("backendRef", input.ref());
        FeedSource source = new FeedSource(input.whepUrl(), input.whepToken(), null, null);
        putSecrets(values, secrets.seal(id, source, input.whipUrl()));
        return values;
    }

    private static void putSecrets(Map<String, @Nullable Object> values, SessionSecrets.Sealed sealed) {
        values.put("whepUrl", sealed.whepUrl());
        values.put("whepToken", sealed.whepToken());
        values.put("whipUrl", sealed.whipUrl());
    }

    /** The session of the row that {@code row} stands on. */
    Session read(ResultSet row, int number) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                SessionState.valueOf(row.getString("state")),
                new Parties(
                        row.getString("consumer_workspace_id"),
                        row.getString("operator_workspace_id"),
                        row.getString("engaged_operator_id")),
                terms(row),
                course(row),
                media(row),
                new FeedStatus(
                        row.getString("feed_state"),
                        row.getString("feed_reason"),
                        row.getLong("feed_epoch"),
                        row.getInt("feed_attempts")));
    }

    private static Terms terms(ResultSet row) throws SQLException {
        return new Terms(
                row.getInt("max_duration_seconds"),
                row.getInt("wait_timeout_seconds"),
                row.getLong("rate_per_second_micro_usdc"),
                row.getLong("hold_micro_usdc"),
                Objects.requireNonNull(instant(row, "created_at")),
                row.getObject("requested_lat", Double.class),
                row.getObject("requested_lng", Double.class));
    }

    private static Course course(ResultSet row) throws SQLException {
        return new Course(
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getInt("clean_seconds"),
                row.getLong("charged_micro_usdc"),
                row.getString("settlement_tx_hash"));
    }

    private Media media(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Media(
                secrets.source(id, row),
                row.getString("video_backend_ref"),
                secrets.whipUrl(id, row),
                row.getString("feed_name"));
    }

    /** An instant as JDBC 4.2 takes it; a {@link Instant} itself is not among its types. */
    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
