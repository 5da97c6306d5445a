-- How the pump looks what there is to do.
--
-- Programs note what they send, each sending in the next of numbered places: who comes second to a
-- place asks again, without waiting for a lock. What they had noted is of no use after a minute.
BEGIN IMMEDIATE;

DROP TABLE paced;
CREATE TABLE paced (                            -- one row a sending, for a minute
    place        INTEGER PRIMARY KEY,
    chat         INTEGER NOT NULL,
    messages     INTEGER NOT NULL,              -- an album is several
    at           INTEGER NOT NULL
);
CREATE INDEX paced_by_time ON paced (at);
CREATE INDEX paced_by_chat ON paced (chat, at);

-- Whom something waits for is told from an index alone, however much waits for the office's group.
CREATE INDEX outbox_people_due ON outbox (next_at, id, chat) WHERE next_at IS NOT NULL AND chat > 0;
DROP INDEX outbox_due;

INSERT INTO schema_version (version) VALUES (12);
COMMIT;
