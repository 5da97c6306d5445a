-- As 0002_dates.sql; no PostgreSQL database has letters of the version before.
ALTER TABLE letters ADD COLUMN triage_start_on TEXT;
ALTER TABLE letters ADD COLUMN accepted_on TEXT;
ALTER TABLE letters ADD COLUMN return_asked_on TEXT;
ALTER TABLE letters ADD COLUMN urged_by TEXT NOT NULL DEFAULT '[]';  -- [person,…] on urged_on
ALTER TABLE letters ADD COLUMN passed_on TEXT;
ALTER TABLE letters ADD COLUMN unseen_step TEXT;

CREATE INDEX outbox_by_message ON outbox (chat, message) WHERE message IS NOT NULL;

CREATE TABLE office_events (                    -- what happened to the office's own rules
    id           INTEGER PRIMARY KEY,
    at           INTEGER NOT NULL,
    name         TEXT NOT NULL,                 -- calendar_added, calendar_removed, recalculated
    who          TEXT NOT NULL,                 -- the shell's user
    facts        TEXT NOT NULL                  -- JSON
);

CREATE TABLE known (                            -- what the program knew when it last looked
    name         TEXT PRIMARY KEY,
    value        TEXT NOT NULL,
    at           INTEGER NOT NULL
);

INSERT INTO schema_version (version) VALUES (2);
