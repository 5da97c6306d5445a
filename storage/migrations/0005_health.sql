-- When a message could first go: how long it has been waiting is what the office is warned of.
BEGIN IMMEDIATE;

ALTER TABLE outbox ADD COLUMN due_at INTEGER;
UPDATE outbox SET due_at = coalesce(next_at, created_at);

INSERT INTO schema_version (version) VALUES (5);
COMMIT;
