-- A letter's events are chained by hash, and nobody changes or takes out an event.
BEGIN IMMEDIATE;

-- SHA-256 of the event and of the hash before it (storage/history.py); '' until it is chained.
ALTER TABLE events ADD COLUMN hash TEXT NOT NULL DEFAULT '';
CREATE INDEX events_unchained ON events (letter, revision) WHERE hash = '';

CREATE TRIGGER events_unchanged BEFORE UPDATE ON events WHEN OLD.hash <> ''
BEGIN
    SELECT RAISE(ABORT, 'an event is never changed');
END;
CREATE TRIGGER events_not_taken_out BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'an event is never taken out');
END;

INSERT INTO schema_version (version) VALUES (4);
COMMIT;
