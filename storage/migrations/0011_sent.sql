-- All messages that showed a letter are found by the letter: what becomes a report goes from the sight of
-- those it is about. A letter has a handful, so those with buttons need no index of their own.
BEGIN IMMEDIATE;

DROP INDEX sent_live;
CREATE INDEX sent_of_letter ON sent (letter, chat);

INSERT INTO schema_version (version) VALUES (11);
COMMIT;
