-- As 0013_definitions.sql; the day after a date is written otherwise.
ALTER TABLE letters ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE letters ADD COLUMN paused_on TEXT;  -- of a pause without an end
ALTER TABLE letters ADD COLUMN late_from TEXT;  -- NULL: concluded, or its clock stands in time

UPDATE letters SET
    open = CASE WHEN state IN ('received', 'assigned', 'in_progress', 'drafted') THEN 1 ELSE 0 END,
    paused_on = CASE WHEN pauses LIKE '%", null]]' THEN substr(pauses, length(pauses) - 18, 10) END;
UPDATE letters SET late_from = to_char(CAST(reply_due_on AS date) + 1, 'YYYY-MM-DD')
WHERE open = 1 AND (paused_on IS NULL OR reply_due_on < paused_on);

DROP INDEX letters_open;
CREATE INDEX letters_open ON letters (reply_due_on, late_from) WHERE open = 1;
CREATE INDEX letters_late ON letters (late_from) WHERE late_from IS NOT NULL;
DROP INDEX letters_under_way;
CREATE INDEX letters_under_way ON letters (mailbox) WHERE concluded_on IS NULL;

-- As before, with the day of the pause in place of all pauses.
DROP INDEX letters_for_figures;
CREATE INDEX letters_for_figures ON letters (
    received_month, mailbox, kind, lead, topic, received_on, concluded_on, answered_on,
    answered_due_on, answered_original_due_on, state, reply_due_on, original_due_on, rated_on,
    rating, reopened_on, published_on, undeliverable_on, paused_on, assigned_on, signed_on);

INSERT INTO schema_version (version) VALUES (13);
