-- The chain of a letter's events, and what is looked at when the register is verified.

-- name: event_hash
-- The hash that the next event of a letter rests on.
SELECT hash FROM events WHERE letter = :letter AND revision = :revision

-- name: events_unchained
-- Events written before there were chains, in their order.
SELECT e.letter, l.number, e.revision, e.name, e.role, e.actor, e.at, e.on_date, e.changed, e.cause
FROM events e JOIN letters l ON l.id = e.letter
WHERE e.hash = ''
ORDER BY e.letter, e.revision
LIMIT :most

-- name: event_chain
-- The hash of an event written before there were chains.
UPDATE events SET hash = :hash WHERE letter = :letter AND revision = :revision

-- name: letters_between
-- Letters by their ids, for going through all of them.
SELECT * FROM letters WHERE id > :id ORDER BY id LIMIT :most

-- name: events_of_letters
-- The events of letters by their ids.
SELECT * FROM events WHERE letter > :id AND letter <= :last ORDER BY letter, revision

-- name: events_astray
-- Events of no letter.
SELECT letter, revision FROM events e
WHERE NOT EXISTS (SELECT 1 FROM letters l WHERE l.id = e.letter)
ORDER BY letter, revision LIMIT 1

-- name: registers_all
-- The last number given, by mailbox and year.
SELECT mailbox, year, last_serial FROM registers ORDER BY mailbox, year

-- name: letters_without_receipt
-- Letters citizens sent of which no receipt was ever queued.
SELECT l.number FROM letters l
WHERE l.procedure = 'letters' AND l.chat <> 0 AND NOT EXISTS (
    SELECT 1 FROM outbox o WHERE o.letter = l.id AND o.notice = 'Receipt')
ORDER BY l.id LIMIT 1

-- name: letters_without_answer_sent
-- Answered letters of which no answer was ever queued for the citizen.
SELECT l.number FROM letters l
WHERE l.procedure = 'letters' AND l.chat <> 0 AND l.answered_on IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM outbox o WHERE o.letter = l.id AND o.notice = 'Answered')
ORDER BY l.id LIMIT 1

-- name: parts_without_file
-- A letter whose file is said to be kept and is not.
SELECT l.number FROM parts p JOIN letters l ON l.id = p.letter
WHERE p.digest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM files f WHERE f.digest = p.digest)
ORDER BY p.id LIMIT 1

-- name: outbox_unsettled
-- A message that neither waits nor has ended.
SELECT id, notice FROM outbox
WHERE (next_at IS NULL) <> (outcome IS NOT NULL) ORDER BY id LIMIT 1
