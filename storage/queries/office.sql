-- What happens to the office itself, and what the program knew when it last looked.

-- name: office_event
INSERT INTO office_events (at, name, who, facts) VALUES (:at, :name, :who, :facts)

-- name: office_events_all
SELECT at, name, who, facts FROM office_events ORDER BY id

-- name: known_get
SELECT value FROM known WHERE name = :name

-- name: known_put
INSERT INTO known (name, value, at) VALUES (:name, :value, :now)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at

-- name: known_forget
DELETE FROM known WHERE name = :name

-- name: database_state
-- The version of the tables: what a transaction reads first, to hold on to the state of its moment.
SELECT max(version) AS version FROM schema_version
