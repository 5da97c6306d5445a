-- The register holds cases of more than one procedure: each bears the one it was registered under.
-- What figures count still stands in one index.
BEGIN IMMEDIATE;

ALTER TABLE letters ADD COLUMN procedure TEXT NOT NULL DEFAULT 'letters';

DROP INDEX letters_for_figures;
CREATE INDEX letters_for_figures ON letters (
    received_month, mailbox, kind, lead, topic, received_on, concluded_on, answered_on,
    answered_due_on, answered_original_due_on, state, reply_due_on, original_due_on, rated_on,
    rating, reopened_on, published_on, undeliverable_on, paused_on, assigned_on, signed_on, procedure);
CREATE INDEX letters_of_other_procedures ON letters (procedure) WHERE procedure <> 'letters';

INSERT INTO schema_version (version) VALUES (14);
COMMIT;
