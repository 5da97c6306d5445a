-- Figures that can be published: a letter's topic, indexes that hold all that is counted, the
-- ledger of figures typed in, and published editions.
BEGIN IMMEDIATE;

ALTER TABLE letters ADD COLUMN topic TEXT;
ALTER TABLE letters ADD COLUMN received_month TEXT;  -- of received_on; written by letter_insert
UPDATE letters SET received_month = substr(received_on, 1, 7);

-- All that the figures count, in the order they are grouped in: the letters themselves, four times
-- as wide, need not be read.
CREATE INDEX letters_for_figures ON letters (
    received_month, mailbox, kind, lead, topic, received_on, concluded_on, answered_on,
    answered_due_on, answered_original_due_on, state, reply_due_on, original_due_on, rated_on,
    rating, reopened_on, published_on, undeliverable_on, pauses, assigned_on, signed_on);
CREATE INDEX letters_by_end ON letters (
    coalesce(answered_on, concluded_on, '9999'), received_on);
DROP INDEX letters_by_day;

-- 1: it changed a fact that bears no date of its own (storage/rows), so that the letter as it stood
-- before cannot be read from the letter as it stands.
ALTER TABLE events ADD COLUMN shifts INTEGER NOT NULL DEFAULT 0;
UPDATE events SET shifts = 1 WHERE revision > 1 AND (
    changed LIKE '%"kind"%' OR changed LIKE '%"lead"%' OR changed LIKE '%"reply_due_on"%'
    OR changed LIKE '%"original_due_on"%' OR changed LIKE '%"pauses"%'
    OR changed LIKE '%"assigned_on"%' OR changed LIKE '%"signed_on": null%'
    OR changed LIKE '%"reopened_on"%' OR changed LIKE '%"published_on": null%');
CREATE INDEX events_shifting ON events (letter, on_date) WHERE shifts = 1;

CREATE TABLE ledger (                           -- figures typed in, append-only: the last counts
    id           INTEGER PRIMARY KEY,
    year         INTEGER NOT NULL,
    figure       TEXT NOT NULL,                 -- its code in the catalogue
    value        TEXT NOT NULL,                 -- a decimal number or a text; '' takes it back
    source       TEXT NOT NULL,                 -- where the office has it from
    who          TEXT NOT NULL,
    at           INTEGER NOT NULL
);
CREATE INDEX ledger_by_figure ON ledger (year, figure, id);

CREATE TABLE editions (                         -- published reports, as they were: append-only
    id           INTEGER PRIMARY KEY,
    report       TEXT NOT NULL,
    period       TEXT NOT NULL,
    mailbox      TEXT NOT NULL DEFAULT '',
    department   TEXT NOT NULL DEFAULT '',
    edition      INTEGER NOT NULL,              -- 1, 2, … of that report
    as_of        TEXT NOT NULL,
    frozen       TEXT NOT NULL,                 -- JSON: figures, paper, definitions
    sha256       TEXT NOT NULL,                 -- of `frozen`
    reason       TEXT NOT NULL,                 -- of a correction; '' for the first
    who          TEXT NOT NULL,
    at           INTEGER NOT NULL,
    UNIQUE (report, period, mailbox, department, edition)
);

INSERT INTO schema_version (version) VALUES (3);
COMMIT;
