-- From now on whep_url, whep_token and whip_url are sealed (package cipher), and null once the session is over. What is plain in
-- open sessions is sealed at the start of the process, which has the key.
UPDATE sessions SET whep_url = NULL, whep_token = NULL WHERE ended_at IS NOT NULL;

-- Whether the input was made for the session, which whip_url told before.
ALTER TABLE sessions ADD COLUMN input_made BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE sessions SET input_made = TRUE WHERE whip_url IS NOT NULL;
UPDATE sessions SET whip_url = NULL WHERE ended_at IS NOT NULL;

-- The id of the key that seals, in one row: a process with another one stops.
CREATE TABLE data_keys (
    single_row INTEGER PRIMARY KEY CHECK (single_row = 1),
    key_id VARCHAR(8) NOT NULL
);
