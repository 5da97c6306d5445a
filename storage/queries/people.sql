-- Citizens and staff, invitations, chats that moved.

-- name: person_seen
-- Somebody wrote: remembered, or their name brought up to date.
INSERT INTO people (id, name, username, client_language, first_seen_at)
VALUES (:id, :name, :username, :client_language, :now)
ON CONFLICT (id) DO UPDATE
SET name = excluded.name, username = excluded.username, client_language = excluded.client_language,
    blocked_at = NULL
WHERE people.name <> excluded.name
   OR coalesce(people.username, '') <> coalesce(excluded.username, '')
   OR coalesce(people.client_language, '') <> coalesce(excluded.client_language, '')
   OR people.blocked_at IS NOT NULL
RETURNING *

-- name: person_by_id
SELECT * FROM people WHERE id = :id

-- name: visitor
-- Somebody who wrote, with what they are in the midst of in this chat; a row for each role of theirs.
SELECT p.*, c.topic, c.facts, s.role, s.department
FROM people p
LEFT JOIN conversations c ON c.chat = :chat AND c.person = p.id
LEFT JOIN staff s ON s.person = p.id
WHERE p.id = :person
ORDER BY s.role, s.department

-- name: people_in_letter
-- Whoever appears in a letter's history.
SELECT id, name FROM people
WHERE id IN (SELECT citizen FROM letters WHERE id = :letter
             UNION SELECT actor FROM events WHERE letter = :letter)

-- name: person_speaks
UPDATE people SET language = :language WHERE id = :id

-- name: person_blocked
UPDATE people SET blocked_at = :blocked_at WHERE id = :id

-- name: staff_of_person
SELECT role, department FROM staff WHERE person = :person ORDER BY role, department

-- name: staff_all
SELECT s.person, s.role, s.department, s.since_at, p.name
FROM staff s JOIN people p ON p.id = s.person
ORDER BY s.role, s.department, p.name

-- name: staff_of_department
SELECT person FROM staff WHERE role = 'officer' AND department = :department ORDER BY person

-- name: staff_in_role
SELECT person FROM staff WHERE role = :role ORDER BY person

-- name: staff_join
INSERT INTO staff (person, role, department, since_at, invited_by)
VALUES (:person, :role, :department, :since_at, :invited_by)
ON CONFLICT (person, role, department) DO NOTHING

-- name: staff_leave
DELETE FROM staff WHERE person = :person

-- name: invitation_create
INSERT INTO invitations (code, role, department, created_at, created_by, expires_at)
VALUES (:code, :role, :department, :created_at, :created_by, :expires_at)

-- name: invitation_use
-- Good once, within its time, unless revoked.
UPDATE invitations SET used_at = :now, used_by = :person
WHERE code = :code AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now
RETURNING role, department, created_by

-- name: invitation_revoke
UPDATE invitations SET revoked_at = :now
WHERE code = :code AND used_at IS NULL AND revoked_at IS NULL

-- name: invitations_waiting
SELECT code, role, department, created_at, created_by, expires_at FROM invitations
WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > :now
ORDER BY created_at

-- name: chat_moved
INSERT INTO moved_chats (old_chat, new_chat) VALUES (:old_chat, :new_chat)
ON CONFLICT (old_chat) DO UPDATE SET new_chat = excluded.new_chat

-- name: chats_moved
SELECT old_chat, new_chat FROM moved_chats

-- name: heartbeat
INSERT INTO heartbeats (sweep, last_run_at, note) VALUES (:sweep, :now, :note)
ON CONFLICT (sweep) DO UPDATE SET last_run_at = excluded.last_run_at, note = excluded.note

-- name: heartbeats_all
SELECT sweep, last_run_at, note FROM heartbeats ORDER BY sweep

-- name: invitation_used_by
-- Pressing one's own link again is no harm while one still has the role it gave.
SELECT i.role, i.department, i.created_by FROM invitations i
JOIN staff s ON s.person = i.used_by AND s.role = i.role AND s.department = i.department
WHERE i.code = :code AND i.used_by = :person

-- name: person_ban
UPDATE people SET banned_until = :until, banned_because = :because, told_at = NULL WHERE id = :id

-- name: person_told
UPDATE people SET told_at = :now WHERE id = :id

-- name: sender_lately
-- A person, how many messages of theirs came for letters since an instant, and how many files the
-- letter holds that they are writing in a chat.
SELECT p.*,
    (SELECT count(*) FROM parts m
     WHERE m.author = p.id AND m.at > :since AND m.role IN ('letter', 'addition', 'reason')) AS messages,
    (SELECT count(*) FROM drafts d JOIN parts f ON f.draft = d.id AND f.file IS NOT NULL
     WHERE d.chat = :chat AND d.citizen = p.id AND d.letter IS NULL AND d.discarded_at IS NULL) AS files
FROM people p WHERE p.id = :person

-- name: sender_today
-- A person, and how many letters they have sent on a day.
SELECT p.*,
    (SELECT count(*) FROM letters l WHERE l.citizen = p.id AND l.received_on = :on) AS letters
FROM people p WHERE p.id = :person

-- name: words_of_open_letters
-- What a citizen wrote in the letters of theirs since an instant that are still open.
SELECT l.id, l.number, p.kind, p.text, p.file
FROM letters l JOIN parts p ON p.letter = l.id AND p.role = 'letter'
WHERE l.citizen = :citizen AND l.received_at > :since
  AND l.open = 1
ORDER BY l.id, p.id

-- name: letters_not_erased
-- All of a citizen's letters that still hold their words.
SELECT * FROM letters WHERE citizen = :citizen AND erased_on IS NULL ORDER BY id

-- name: letters_expired
-- Letters of a mailbox concluded on or before a day that still hold somebody's words.
SELECT id, number, citizen FROM letters
WHERE mailbox = :mailbox AND erased_on IS NULL AND concluded_on <= :day
ORDER BY concluded_on, id LIMIT :most

-- name: letter_erase
UPDATE letters SET erased_on = :on WHERE id = :id

-- name: parts_erase
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
