-- API keys, by the SHA-256 of their plaintext in hex. Scopes are wire names with blanks between them.
CREATE TABLE api_keys (
    id UUID PRIMARY KEY,
    workspace_id VARCHAR NOT NULL,
    prefix VARCHAR(20) NOT NULL,
    label VARCHAR NOT NULL,
    environment VARCHAR(8) NOT NULL,
    scopes VARCHAR NOT NULL,
    sha256 VARCHAR(64) NOT NULL UNIQUE,
    created_at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
