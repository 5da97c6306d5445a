-- Files are kept, not only their ids: each once, under its SHA-256.
BEGIN IMMEDIATE;

CREATE TABLE files (
    digest       TEXT PRIMARY KEY,              -- SHA-256 of the content, hexadecimal
    size         INTEGER NOT NULL,              -- bytes
    content      BLOB NOT NULL
);

ALTER TABLE parts ADD COLUMN digest TEXT REFERENCES files (digest);
ALTER TABLE parts ADD COLUMN fetch_at INTEGER;  -- when to fetch it from Telegram; NULL: no longer
ALTER TABLE parts ADD COLUMN fetch_attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE parts ADD COLUMN not_kept TEXT;     -- why it stays with Telegram: too_large, gone

UPDATE parts SET fetch_at = at WHERE file IS NOT NULL;

CREATE INDEX parts_to_fetch ON parts (fetch_at) WHERE fetch_at IS NOT NULL AND letter IS NOT NULL;
CREATE INDEX parts_by_digest ON parts (digest) WHERE digest IS NOT NULL;
CREATE INDEX parts_by_file ON parts (file) WHERE digest IS NOT NULL;

INSERT INTO schema_version (version) VALUES (8);
COMMIT;
