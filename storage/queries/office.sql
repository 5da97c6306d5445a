-- What happens to the office itself, and what the program knew when it last looked.

-- name: office_event
-- Something happened to the office's own rules.
INSERT INTO office_events (at, name, who, facts) VALUES (:at, :name, :who, :facts)

-- name: office_events_all
-- All that happened to the office's rules, in its order.
SELECT at, name, who, facts FROM office_events ORDER BY id

-- name: known_get
-- What was known under a name.
SELECT value FROM known WHERE name = :name

-- name: known_put
-- What is known under a name from now on.
INSERT INTO known (name, value, at) VALUES (:name, :value, :now)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at

-- name: known_forget
-- Nothing is known under this name any more.
DELETE FROM known WHERE name = :name

-- name: database_state
-- The version of the tables: what a transaction reads first, to hold on to the state of its moment.
SELECT max(version) AS version FROM schema_version

-- name: heartbeat_of
-- When a sweep last ran.
SELECT last_run_at FROM heartbeats WHERE sweep = :sweep

-- name: heartbeat
-- A sweep has run.
INSERT INTO heartbeats (sweep, last_run_at, note) VALUES (:sweep, :now, :note)
ON CONFLICT (sweep) DO UPDATE SET last_run_at = excluded.last_run_at, note = excluded.note

-- name: heartbeats_all
-- When each sweep last ran.
SELECT sweep, last_run_at, note FROM heartbeats ORDER BY sweep
