-- WHEP sessions on servers, from the answer that made them to the DELETE that was confirmed: what a process that is killed leaves here, the next one ends.
-- url and token are secrets: whoever has them can end the session. Both are sealed (package cipher).
CREATE TABLE whep_sessions (
    -- sha256 of the URL in hex.
    url_hash VARCHAR(64) PRIMARY KEY,
    -- Null once its key is lost, and given up.
    url VARCHAR,
    token VARCHAR,
    -- OPEN: in use. LEFT: to be DELETEd.
    state VARCHAR(16) NOT NULL,
    -- DELETEs that were not confirmed.
    attempts INTEGER NOT NULL,
    next_try_at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

CREATE INDEX whep_sessions_by_next_try ON whep_sessions (state, next_try_at);
