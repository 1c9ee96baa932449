-- Quotes that nobody used yet; the one who uses a quote deletes its row. Instants are whole milliseconds, money is micro-USDC,
-- factors are basis points (10000 is 1.0).
CREATE TABLE quotes (
    id UUID PRIMARY KEY,
    workspace_id VARCHAR NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    lng DOUBLE PRECISION NOT NULL,
    duration_seconds INTEGER NOT NULL,
    base_rate_per_second_micro_usdc BIGINT NOT NULL,
    supply_basis_points INTEGER NOT NULL,
    demand_basis_points INTEGER NOT NULL,
    corridor_basis_points INTEGER NOT NULL,
    expires_at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

CREATE INDEX quotes_by_workspace ON quotes (workspace_id, expires_at);
CREATE INDEX quotes_by_expiry ON quotes (expires_at);
