-- Dates that hold: acceptance, requests to return, who urged, the passing of a date, what was seen;
-- what happens to the office itself; and what the program knew when it last started.
BEGIN IMMEDIATE;

ALTER TABLE letters ADD COLUMN triage_start_on TEXT;
ALTER TABLE letters ADD COLUMN accepted_on TEXT;
ALTER TABLE letters ADD COLUMN return_asked_on TEXT;
ALTER TABLE letters ADD COLUMN urged_by TEXT NOT NULL DEFAULT '[]';  -- [person,…] on urged_on
ALTER TABLE letters ADD COLUMN passed_on TEXT;
ALTER TABLE letters ADD COLUMN unseen_step TEXT;

UPDATE letters SET accepted_on = (
    SELECT min(e.on_date) FROM events e WHERE e.letter = letters.id AND e.name = 'assigned');

-- What was reminded of bears its date now: "reply:1:-1" becomes "reply:1@2026-03-09:-1".
UPDATE letters SET reminded = replace(
    replace(reminded, '"reply:1:', '"reply:1@' || reply_due_on || ':'),
    '"reply:2:', '"reply:2@' || reply_due_on || ':');

-- The ladder has more steps now: each open letter is looked at once by the next sweep.
UPDATE letters SET next_look_at = received_at
WHERE state IN ('received', 'assigned', 'in_progress', 'drafted');

-- A reminder's facts are others now: its clock, its step, its day. What waits is told by the sweep.
UPDATE outbox SET payload = '{"clock": "reply", "day": "'
    || substr(payload, instr(payload, '"due": "') + 8, 10) || '", "due": "'
    || substr(payload, instr(payload, '"due": "') + 8, 10) || '", "number": "'
    || (SELECT l.number FROM letters l WHERE l.id = outbox.letter) || '", "offset": 0}'
WHERE notice = 'Reminder';

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
COMMIT;
