-- The register, its history, what is on its way out, and who the people are.
-- *_on: local dates, ISO text. *_at: instants, UTC, milliseconds since 1970. Booleans: 0 and 1.
BEGIN IMMEDIATE;

CREATE TABLE people (
    id           INTEGER PRIMARY KEY,           -- Telegram's user id
    name         TEXT NOT NULL,
    username     TEXT,
    client_language TEXT,                       -- what the person's Telegram says
    language     TEXT,                          -- what the person chose here
    first_seen_at INTEGER NOT NULL,
    blocked_at   INTEGER                        -- since when the bot cannot write to them
);

CREATE TABLE staff (
    person       INTEGER NOT NULL REFERENCES people (id),
    role         TEXT NOT NULL,                 -- officer, clerk, chief, admin
    department   TEXT NOT NULL DEFAULT '',      -- of an officer; '' otherwise
    since_at     INTEGER NOT NULL,
    invited_by   INTEGER NOT NULL,
    PRIMARY KEY (person, role, department)
);

CREATE TABLE invitations (
    code         TEXT PRIMARY KEY,
    role         TEXT NOT NULL,
    department   TEXT NOT NULL DEFAULT '',
    created_at   INTEGER NOT NULL,
    created_by   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    used_at      INTEGER,
    used_by      INTEGER,
    revoked_at   INTEGER
);

CREATE TABLE registers (                        -- the last number given, per mailbox and year
    mailbox      TEXT NOT NULL,
    year         INTEGER NOT NULL,
    last_serial  INTEGER NOT NULL,
    PRIMARY KEY (mailbox, year)
);

CREATE TABLE letters (
    id           INTEGER PRIMARY KEY,
    number       TEXT NOT NULL UNIQUE,
    query_code   TEXT NOT NULL UNIQUE,
    mailbox      TEXT NOT NULL,
    kind         TEXT NOT NULL,
    state        TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    citizen      INTEGER NOT NULL REFERENCES people (id),
    chat         INTEGER NOT NULL,
    may_publish  INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    received_on  TEXT NOT NULL,
    clock_start_on TEXT NOT NULL,
    limit_days   INTEGER NOT NULL,
    reply_due_on TEXT NOT NULL,
    original_due_on TEXT NOT NULL,
    provisional  INTEGER NOT NULL,
    triage_due_on TEXT NOT NULL,
    department_due_on TEXT,
    return_due_on TEXT,
    pauses       TEXT NOT NULL,                 -- [["from","until"],…]
    extension_days INTEGER NOT NULL,
    extension_asked INTEGER,
    urgent       INTEGER NOT NULL,
    about        TEXT,
    lead         TEXT,
    co_handlers  TEXT NOT NULL,                 -- ["code",…]; for queries see assignments
    assigned_on  TEXT,
    signed_on    TEXT,
    drafted_on   TEXT,
    transfers    INTEGER NOT NULL,
    round        INTEGER NOT NULL,
    supervised_on TEXT,
    urged_on     TEXT,
    card         TEXT,
    answered_on  TEXT,
    answered_due_on TEXT,
    answered_original_due_on TEXT,
    last_answered_on TEXT,
    rating       TEXT,
    rated_on     TEXT,
    reopened_on  TEXT,
    concluded_on TEXT,
    merged_into  INTEGER REFERENCES letters (id),
    published_on TEXT,
    undeliverable_on TEXT,
    reminded     TEXT NOT NULL,                 -- ["reply:1:-1",…]
    next_look_at INTEGER                        -- when a sweep must look at it next
);
CREATE INDEX letters_by_look ON letters (next_look_at) WHERE next_look_at IS NOT NULL;
CREATE INDEX letters_by_citizen ON letters (citizen, id);
CREATE INDEX letters_by_day ON letters (received_on);
CREATE INDEX letters_open ON letters (reply_due_on)
    WHERE state IN ('received', 'assigned', 'in_progress', 'drafted');
CREATE INDEX letters_merged ON letters (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE events (                           -- append-only
    letter       INTEGER NOT NULL REFERENCES letters (id),
    revision     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    role         TEXT NOT NULL,
    actor        INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    on_date      TEXT NOT NULL,
    changed      TEXT NOT NULL,                 -- JSON of the letter's changed facts
    cause        TEXT UNIQUE,                   -- what asked for it; the same never acts twice
    PRIMARY KEY (letter, revision)
);
CREATE INDEX events_by_day ON events (name, on_date);

CREATE TABLE assignments (                      -- who handled a letter from when until when
    letter       INTEGER NOT NULL REFERENCES letters (id),
    revision     INTEGER NOT NULL,
    department   TEXT NOT NULL,
    "leading"    INTEGER NOT NULL,
    from_on      TEXT NOT NULL,
    until_on     TEXT,
    ended_at_revision INTEGER,
    PRIMARY KEY (letter, revision, department)
);
CREATE INDEX assignments_now ON assignments (department) WHERE until_on IS NULL;
CREATE INDEX assignments_now_by_letter ON assignments (letter) WHERE until_on IS NULL;

CREATE TABLE drafts (                           -- a letter being written
    id           INTEGER PRIMARY KEY,
    chat         INTEGER NOT NULL,
    citizen      INTEGER NOT NULL REFERENCES people (id),
    mailbox      TEXT NOT NULL,
    kind         TEXT NOT NULL,
    may_publish  INTEGER NOT NULL,
    preview      INTEGER,                       -- the message that shows it
    started_at   INTEGER NOT NULL,
    letter       INTEGER REFERENCES letters (id), -- what became of it
    discarded_at INTEGER
);
CREATE UNIQUE INDEX drafts_open ON drafts (chat, citizen)
    WHERE letter IS NULL AND discarded_at IS NULL;

CREATE TABLE parts (                            -- every text and file, erasable on their own
    id           INTEGER PRIMARY KEY,
    letter       INTEGER REFERENCES letters (id),
    draft        INTEGER REFERENCES drafts (id),
    role         TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    author       INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    text         TEXT NOT NULL,
    chat         INTEGER,
    message      INTEGER,
    file         TEXT,
    file_name    TEXT,
    file_size    INTEGER,
    album        TEXT
);
CREATE INDEX parts_by_letter ON parts (letter, revision, id);
CREATE INDEX parts_by_draft ON parts (draft, id) WHERE draft IS NOT NULL;
CREATE UNIQUE INDEX parts_by_message ON parts (chat, message, version)
    WHERE message IS NOT NULL;

CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    chat         INTEGER NOT NULL,
    letter       INTEGER REFERENCES letters (id),
    revision     INTEGER,                       -- of the letter, whose parts go with it
    recipient    TEXT NOT NULL,                 -- citizen, office, chief, department:CODE, prompt
    notice       TEXT NOT NULL,                 -- the notice's class name
    payload      TEXT NOT NULL,                 -- JSON of its fields
    created_at   INTEGER NOT NULL,
    next_at      INTEGER,                       -- when it may be tried; NULL once it is settled
    attempts     INTEGER NOT NULL DEFAULT 0,
    pieces_sent  INTEGER NOT NULL DEFAULT 0,    -- of a notice longer than one message
    outcome      TEXT,                          -- sent, dropped, failed
    failure      TEXT,
    settled_at   INTEGER,
    message      INTEGER                        -- Telegram's id of the first piece
);
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX outbox_waiting_by_chat ON outbox (chat, id) WHERE next_at IS NOT NULL;
CREATE INDEX outbox_by_letter ON outbox (letter);

CREATE TABLE sent (                             -- which letter a message of the bot speaks of
    chat         INTEGER NOT NULL,
    message      INTEGER NOT NULL,
    letter       INTEGER NOT NULL REFERENCES letters (id),
    live         INTEGER NOT NULL,              -- 1: it bears the letter's buttons
    PRIMARY KEY (chat, message)
);
CREATE INDEX sent_live ON sent (letter, chat) WHERE live = 1;

CREATE TABLE conversations (                    -- what a person is in the midst of, per chat
    chat         INTEGER NOT NULL,
    person       INTEGER NOT NULL,
    topic        TEXT NOT NULL,
    facts        TEXT NOT NULL,                 -- JSON
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (chat, person)
);

CREATE TABLE gatherings (                       -- what staff say of a letter, not yet submitted
    chat         INTEGER NOT NULL,
    person       INTEGER NOT NULL,
    letter       INTEGER NOT NULL REFERENCES letters (id),
    seen         INTEGER NOT NULL,              -- the letter's revision when it began
    choices      TEXT NOT NULL,                 -- ["draft",…]: what may be made of it
    parts        TEXT NOT NULL,                 -- JSON, as they came
    album        TEXT,                          -- the last part's
    shown        INTEGER,                       -- the message that asks whether to submit
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (chat, person, letter)
);

CREATE TABLE moved_chats (                      -- a group that became a supergroup
    old_chat     INTEGER PRIMARY KEY,
    new_chat     INTEGER NOT NULL
);

CREATE TABLE heartbeats (
    sweep        TEXT PRIMARY KEY,
    last_run_at  INTEGER NOT NULL,
    note         TEXT NOT NULL DEFAULT ''
);

CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO schema_version (version) VALUES (1);
COMMIT;
