-- Inputs at the video backend, written before one is asked for, so that a crash at any moment leaves a row to tidy up by.
-- WANTED: asked for, its reference not known (yet). IN_USE: made. TO_DELETE: to be deleted at the backend, then forgotten.
CREATE TABLE video_inputs (
    -- Random, part of the name that the input has at the backend.
    input_key VARCHAR(32) PRIMARY KEY,
    session_id UUID NOT NULL,
    -- Which backend: after a change of settings, the inputs of the one before wait for its return.
    backend VARCHAR(16) NOT NULL,
    -- What the backend calls it; as good as a key to watch at some.
    ref VARCHAR(64),
    state VARCHAR(16) NOT NULL,
    -- Times that it was looked for, or its deletion tried.
    attempts INTEGER NOT NULL,
    -- Nobody but who made it touches it before.
    next_try_at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

CREATE INDEX video_inputs_by_session ON video_inputs (session_id);
CREATE INDEX video_inputs_by_next_try ON video_inputs (state, next_try_at);
