-- Who is turned away, until when and why; and when somebody was last told so.
BEGIN IMMEDIATE;

ALTER TABLE people ADD COLUMN banned_until TEXT;    -- the last day
ALTER TABLE people ADD COLUMN banned_because TEXT;
ALTER TABLE people ADD COLUMN told_at INTEGER;      -- when they were last told of a limit
CREATE INDEX parts_by_author ON parts (author, at);

INSERT INTO schema_version (version) VALUES (6);
COMMIT;
