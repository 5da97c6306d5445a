-- What a large register would go through from end to end without: letters under way, messages that
-- never arrived.
BEGIN IMMEDIATE;

CREATE INDEX letters_under_way ON letters (mailbox)
    WHERE state IN ('received', 'assigned', 'in_progress', 'drafted', 'answered');
CREATE INDEX outbox_failed ON outbox (chat) WHERE outcome = 'failed';

INSERT INTO schema_version (version) VALUES (9);
COMMIT;
