-- What several programs on one database have sent lately, so that together they keep Telegram's pace.
BEGIN IMMEDIATE;

CREATE TABLE paced (                            -- one row a message, for a minute
    chat         INTEGER NOT NULL,
    at           INTEGER NOT NULL
);
CREATE INDEX paced_by_time ON paced (at);
CREATE INDEX paced_by_chat ON paced (chat, at);

CREATE TABLE paced_holds (                      -- Telegram asked to send nothing to a chat until then
    chat         INTEGER PRIMARY KEY,
    until_at     INTEGER NOT NULL
);

INSERT INTO schema_version (version) VALUES (10);
COMMIT;
