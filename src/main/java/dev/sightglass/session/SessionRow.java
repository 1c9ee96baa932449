// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.net.URI;
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
    private SessionRow() {}

    /** The columns' values, by the names of the statements' parameters. Holds secrets: not for printing. */
    static Map<String, @Nullable Object> values(Session session) {
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
        values.put("whipUrl", url(session.media().whipUrl()));
        FeedSource source = session.source();
        values.put("whepUrl", source == null ? null : url(source.whepUrl()));
        values.put("whepToken", source == null ? null : token(source.whepToken()));
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

    /** The values of an input. Holds secrets: not for printing. */
    static Map<String, @Nullable Object> values(VideoInput input) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("backendRef", input.ref());
        values.put("whipUrl", url(input.whipUrl()));
        values.put("whepUrl", url(input.whepUrl()));
        values.put("whepToken", token(input.whepToken()));
        return values;
    }

    /** The session of the row that {@code row} stands on. */
    static Session read(ResultSet row, int number) throws SQLException {
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

    private static Media media(ResultSet row) throws SQLException {
        String whipUrl = row.getString("whip_url");
        return new Media(
                source(row),
                row.getString("video_backend_ref"),
                whipUrl == null ? null : FeedUrl.of(URI.create(whipUrl)),
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

    private static @Nullable FeedSource source(ResultSet row) throws SQLException {
        String whepUrl = row.getString("whep_url");
        if (whepUrl == null) {
            return null;
        }
        String token = row.getString("whep_token");
        String matrix = row.getString("color_matrix");
        String range = row.getString("color_range");
        return new FeedSource(
                FeedUrl.of(URI.create(whepUrl)),
                token == null ? null : FeedToken.of(token),
                matrix == null ? null : ColorMatrix.valueOf(matrix),
                range == null ? null : ColorRange.valueOf(range));
    }

    private static @Nullable String url(@Nullable FeedUrl url) {
        return url == null ? null : url.reveal().toString();
    }

    private static @Nullable String token(@Nullable FeedToken token) {
        return token == null ? null : token.reveal();
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
