-- Workspaces. BUSY is not stored: a workspace is BUSY while a row of sessions has it as engaged_operator_id.
CREATE TABLE workspaces (
    id VARCHAR PRIMARY KEY,
    slug VARCHAR(40) NOT NULL UNIQUE,
    name VARCHAR(80) NOT NULL,
    -- CONSUMER, SUPPLIER or both with a blank between them, in this order.
    roles VARCHAR(32) NOT NULL,
    -- What its sessions may cost together in micro-USDC, 0 for no limit; null for the limit that all have.
    spending_limit_micro_usdc BIGINT,
    -- ONLINE or OFFLINE. Only a SUPPLIER with the three columns of the coverage circle set is ONLINE.
    availability VARCHAR(8) NOT NULL,
    online_since TIMESTAMP(3) WITH TIME ZONE,
    coverage_lat DOUBLE PRECISION,
    coverage_lng DOUBLE PRECISION,
    coverage_radius_meters DOUBLE PRECISION,
    device_kind VARCHAR(8),
    -- The newest heartbeat. Sequences are 0 or more, so that the first one is greater than what stands here before it.
    last_seen_at TIMESTAMP(3) WITH TIME ZONE,
    last_sequence BIGINT NOT NULL,
    last_lat DOUBLE PRECISION,
    last_lng DOUBLE PRECISION,
    last_accuracy_meters DOUBLE PRECISION,
    created_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    deleted_at TIMESTAMP(3) WITH TIME ZONE
);

CREATE INDEX workspaces_by_availability ON workspaces (availability, online_since);
