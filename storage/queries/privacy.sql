-- What is erased when a letter's time is over or its writer asks, and what is shown to them before.

-- name: letters_not_erased
-- All of a citizen's letters that still hold their words.
SELECT * FROM letters WHERE citizen = :citizen AND erased_on IS NULL ORDER BY id

-- name: letters_expired
-- Letters of a mailbox concluded on or before a day that still hold somebody's words.
SELECT * FROM letters
WHERE mailbox = :mailbox AND erased_on IS NULL AND concluded_on <= :day
ORDER BY concluded_on, id LIMIT :most

-- name: letter_erase
-- The day on which a letter's words, files and names were erased.
UPDATE letters SET erased_on = :on WHERE id = :id

-- name: parts_erase
-- A letter's words and files go; that there were parts stays.
UPDATE parts
SET text = '', chat = NULL, message = NULL, file = NULL, file_name = NULL, file_size = NULL,
    digest = NULL, fetch_at = NULL
WHERE letter = :id

-- name: outbox_erase
-- What was said about the letter, once it has ended; what still waits stays.
UPDATE outbox SET payload = '{}' WHERE letter = :id AND next_at IS NULL

-- name: prompts_erase
-- Ready texts of dialogs that ended before an instant.
UPDATE outbox SET payload = '{}'
WHERE notice = 'prompt' AND next_at IS NULL AND settled_at < :before AND payload <> '{}'

-- name: gatherings_erase
-- What staff said of a letter and never submitted.
DELETE FROM gatherings WHERE letter = :id

-- name: conversations_erase
-- What is being written about a letter: `begins` is how such a conversation's facts begin.
DELETE FROM conversations WHERE facts LIKE :begins

-- name: conversations_forget
-- What somebody was asked and has not answered since an instant.
DELETE FROM conversations WHERE updated_at < :before

-- name: drafts_erase
-- What a citizen wrote and did not send.
UPDATE parts SET text = '', file = NULL, file_name = NULL, file_size = NULL, fetch_at = NULL
WHERE draft IN (SELECT d.id FROM drafts d WHERE d.citizen = :citizen AND d.letter IS NULL)

-- name: drafts_discard
-- What a citizen was writing is not sent.
UPDATE drafts SET discarded_at = :now
WHERE citizen = :citizen AND letter IS NULL AND discarded_at IS NULL

-- name: person_erase
-- Their name, where no letter of theirs needs it any more and they do not work here.
UPDATE people SET name = '—', username = NULL
WHERE id = :id
  AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.citizen = people.id AND l.erased_on IS NULL)
  AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.person = people.id)

-- name: drafts_of
-- What a citizen is writing, or wrote and did not send.
SELECT p.text FROM parts p JOIN drafts d ON d.id = p.draft
WHERE d.citizen = :citizen AND d.letter IS NULL ORDER BY p.id
