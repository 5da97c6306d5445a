-- As 0004_history.sql; triggers are written otherwise.
ALTER TABLE events ADD COLUMN hash TEXT NOT NULL DEFAULT '';
CREATE INDEX events_unchained ON events (letter, revision) WHERE hash = '';

CREATE FUNCTION event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an event is never %', CASE TG_OP WHEN 'UPDATE' THEN 'changed' ELSE 'taken out' END;
END $$;
CREATE TRIGGER events_unchanged BEFORE UPDATE ON events
    FOR EACH ROW WHEN (OLD.hash <> '') EXECUTE FUNCTION event_stays();
CREATE TRIGGER events_not_taken_out BEFORE DELETE ON events
    FOR EACH ROW EXECUTE FUNCTION event_stays();
CREATE TRIGGER events_not_emptied BEFORE TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION event_stays();

INSERT INTO schema_version (version) VALUES (4);
