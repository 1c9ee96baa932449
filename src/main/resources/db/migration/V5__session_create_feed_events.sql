-- What was said of feeds: up or down from a moment on. Only ever inserted; the key makes a repetition the same row.
-- Disconnect windows are not stored, but folded from these when a session is closed.
CREATE TABLE feed_events (
    -- The video backend's id of the input, or our id of the session.
    subject VARCHAR NOT NULL,
    source VARCHAR(16) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    -- Nanoseconds since 1970: a timestamp column would cut what orders two events.
    at_nanos BIGINT NOT NULL,
    PRIMARY KEY (subject, source, kind, at_nanos)
);

CREATE INDEX feed_events_by_time ON feed_events (at_nanos);

-- Which open session an input belongs to.
CREATE INDEX sessions_by_video_backend_ref ON sessions (video_backend_ref);
