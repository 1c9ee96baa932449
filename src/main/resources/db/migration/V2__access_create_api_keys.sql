-- API keys, by the SHA-256 of their plaintext in hex. Scopes are wire names with blanks between them. Instants are whole
-- milliseconds. A revoked key works for 60 seconds more. last_used_at runs some seconds behind.
CREATE TABLE api_keys (
    id UUID PRIMARY KEY,
    workspace_id VARCHAR NOT NULL,
    prefix VARCHAR(20) NOT NULL,
    label VARCHAR NOT NULL,
    environment VARCHAR(8) NOT NULL,
    scopes VARCHAR NOT NULL,
    sha256 VARCHAR(64) NOT NULL UNIQUE,
    created_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    created_by VARCHAR NOT NULL,
    -- The first key: may manage the keys of every workspace.
    bootstrap BOOLEAN NOT NULL,
    revoked_at TIMESTAMP(3) WITH TIME ZONE,
    last_used_at TIMESTAMP(3) WITH TIME ZONE
);

CREATE INDEX api_keys_by_workspace ON api_keys (workspace_id, created_at);
