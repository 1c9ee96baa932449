// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/** The statements that write sessions, and the longer ones that read them; in SQL that H2 and PostgreSQL both understand. */
final class SessionSql {
    static final String INSERT = """
            INSERT INTO sessions (id, consumer_workspace_id, operator_workspace_id, engaged_operator_id, state,
                max_duration_seconds, wait_timeout_seconds, rate_per_second_micro_usdc, hold_micro_usdc, started_at,
                ended_at, due_at, clean_seconds, charged_micro_usdc, settlement_tx_hash, video_backend_ref, created_at,
                requested_lat, requested_lng, whep_url, whep_token, whip_url, color_matrix, color_range, feed_name,
                feed_state, feed_reason, feed_epoch, feed_attempts)
            VALUES (:id, :consumer, :operator, :engaged, :state, :maxDuration, :waitTimeout, :rate, :hold, :startedAt,
                :endedAt, :dueAt, :clean, :charged, :txHash, :backendRef, :createdAt, :lat, :lng, :whepUrl, :whepToken,
                :whipUrl, :matrix, :range, :feedName, :feedState, :feedReason, :feedEpoch, :feedAttempts)
            """;

    /** What a swap makes of it: one that is over needs its secrets no more. */
    private static final String IS_OPEN = "CAST(:endedAt AS TIMESTAMP WITH TIME ZONE) IS NULL";

    static final String SWAP = """
            UPDATE sessions
            SET state = :state, engaged_operator_id = :engaged, started_at = :startedAt, ended_at = :endedAt,
                due_at = :dueAt, clean_seconds = :clean, charged_micro_usdc = :charged, settlement_tx_hash = :txHash,
                whep_url = CASE WHEN %1$s THEN whep_url END, whep_token = CASE WHEN %1$s THEN whep_token END,
                whip_url = CASE WHEN %1$s THEN whip_url END, feed_name = :feedName, feed_state = :feedState,
                feed_reason = :feedReason, feed_attempts = :feedAttempts
            WHERE id = :id AND state = :expected AND video_backend_ref IS NOT DISTINCT FROM :backendRef
            """.formatted(IS_OPEN);
    static final String ASSIGN = """
            UPDATE sessions
            SET state = 'ASSIGNED', operator_workspace_id = :operator, engaged_operator_id = :operator
            WHERE id = :id AND state = 'REQUESTED'
            """;

    /** Reads the table of {@code access}: that the operator is ONLINE must hold at the moment it becomes engaged. */
    static final String ASSIGN_ONLINE = ASSIGN + """
                AND EXISTS (SELECT 1 FROM workspaces w
                    WHERE w.id = :operator AND w.availability = 'ONLINE' AND w.deleted_at IS NULL)
            """;

    static final String START = """
            UPDATE sessions
            SET video_backend_ref = :backendRef, whip_url = :whipUrl, whep_url = :whepUrl, whep_token = :whepToken,
                input_made = TRUE
            WHERE id = :id AND state = 'ASSIGNED' AND video_backend_ref IS NULL AND whep_url IS NULL
            """;
    static final String LIST = """
            (SELECT * FROM sessions WHERE consumer_workspace_id = :workspace
                ORDER BY created_at DESC, id DESC LIMIT :atMost)
            UNION ALL
            (SELECT * FROM sessions WHERE operator_workspace_id = :workspace AND consumer_workspace_id <> :workspace
                ORDER BY created_at DESC, id DESC LIMIT :atMost)
            ORDER BY created_at DESC, id DESC LIMIT :atMost
            """;

    private SessionSql() {}
}
