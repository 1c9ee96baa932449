-- Sessions. A session is open as long as ended_at is null. Instants are whole milliseconds.
-- whep_url, whep_token and whip_url are secrets in plain text: whoever can read this table can watch the feeds and publish.
CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    consumer_workspace_id VARCHAR NOT NULL,
    operator_workspace_id VARCHAR,
    -- The operator while a session that was asked for is ASSIGNED or LIVE: a workspace is BUSY while it stands here, once at most.
    engaged_operator_id VARCHAR UNIQUE,
    state VARCHAR(16) NOT NULL,
    max_duration_seconds INTEGER NOT NULL,
    wait_timeout_seconds INTEGER NOT NULL,
    rate_per_second_micro_usdc BIGINT NOT NULL,
    hold_micro_usdc BIGINT NOT NULL,
    started_at TIMESTAMP(3) WITH TIME ZONE,
    ended_at TIMESTAMP(3) WITH TIME ZONE,
    -- When it expires if nobody ends it before; null once it is over.
    due_at TIMESTAMP(3) WITH TIME ZONE,
    clean_seconds INTEGER NOT NULL,
    charged_micro_usdc BIGINT NOT NULL,
    settlement_tx_hash VARCHAR,
    video_backend_ref VARCHAR,
    created_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    requested_lat DOUBLE PRECISION,
    requested_lng DOUBLE PRECISION,
    -- Null until an operator starts the session; of a caller's own feed from the beginning.
    whep_url VARCHAR,
    whep_token VARCHAR,
    whip_url VARCHAR,
    color_matrix VARCHAR(16),
    color_range VARCHAR(16),
    -- The configured feed while its session is open: once at most.
    feed_name VARCHAR UNIQUE,
    -- What ingest said last before the state last changed; the epoch is kept up to date, since its numbers must not come again.
    feed_state VARCHAR(32) NOT NULL,
    feed_reason VARCHAR,
    feed_epoch BIGINT NOT NULL,
    feed_attempts INTEGER NOT NULL
);

CREATE INDEX sessions_by_workspace ON sessions (consumer_workspace_id, ended_at);
CREATE INDEX sessions_by_consumer ON sessions (consumer_workspace_id, created_at);
CREATE INDEX sessions_by_operator ON sessions (operator_workspace_id, created_at);
-- Since when an operator is idle.
CREATE INDEX sessions_by_operator_end ON sessions (operator_workspace_id, ended_at);
CREATE INDEX sessions_by_end ON sessions (ended_at);
CREATE INDEX sessions_by_due ON sessions (due_at);
-- What may be forgotten, apart from what was charged, which stays and only becomes more.
CREATE INDEX sessions_by_charge ON sessions (charged_micro_usdc, ended_at);
-- What the demand map, which anybody may ask for, looks back on.
CREATE INDEX sessions_by_creation ON sessions (created_at);

-- One row per workspace that ever opened a session: locked while one is opened, so that they are
-- counted, and what they cost is summed up, one at a time.
CREATE TABLE session_openers (
    workspace_id VARCHAR PRIMARY KEY
);
