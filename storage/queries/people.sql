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
-- Somebody who wrote, by their Telegram id.
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
-- The language somebody chose.
UPDATE people SET language = :language WHERE id = :id

-- name: person_blocked
-- The bot cannot write to somebody, since an instant.
UPDATE people SET blocked_at = :blocked_at WHERE id = :id

-- name: staff_of_person
-- Every role somebody was invited into.
SELECT role, department FROM staff WHERE person = :person ORDER BY role, department

-- name: staff_all
-- Everybody who was invited, by role and department.
SELECT s.person, s.role, s.department, s.since_at, p.name
FROM staff s JOIN people p ON p.id = s.person
ORDER BY s.role, s.department, p.name

-- name: staff_of_department
-- The officers of a department.
SELECT person FROM staff WHERE role = 'officer' AND department = :department ORDER BY person

-- name: staff_in_role
-- Whoever was invited into a role.
SELECT person FROM staff WHERE role = :role ORDER BY person

-- name: staff_join
-- Somebody has a role from now on; nothing where they have it.
INSERT INTO staff (person, role, department, since_at, invited_by)
VALUES (:person, :role, :department, :since_at, :invited_by)
ON CONFLICT (person, role, department) DO NOTHING

-- name: staff_leave
-- Somebody has no role any more.
DELETE FROM staff WHERE person = :person

-- name: invitation_create
-- An invitation into a role, good until an instant.
INSERT INTO invitations (code, role, department, created_at, created_by, expires_at)
VALUES (:code, :role, :department, :created_at, :created_by, :expires_at)

-- name: invitation_use
-- Good once, within its time, unless revoked.
UPDATE invitations SET used_at = :now, used_by = :person
WHERE code = :code AND used_at IS NULL AND revoked_at IS NULL AND expires_at > :now
RETURNING role, department, created_by

-- name: invitation_revoke
-- An invitation nobody has used is good no longer.
UPDATE invitations SET revoked_at = :now
WHERE code = :code AND used_at IS NULL AND revoked_at IS NULL

-- name: invitations_waiting
-- The invitations that are still good, the oldest first.
SELECT code, role, department, created_at, created_by, expires_at FROM invitations
WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > :now
ORDER BY created_at

-- name: chat_moved
-- A group became a supergroup, under another id.
INSERT INTO moved_chats (old_chat, new_chat) VALUES (:old_chat, :new_chat)
ON CONFLICT (old_chat) DO UPDATE SET new_chat = excluded.new_chat

-- name: chats_moved
-- Every group that became a supergroup.
SELECT old_chat, new_chat FROM moved_chats

-- name: invitation_used_by
-- Pressing one's own link again is no harm while one still has the role it gave.
SELECT i.role, i.department, i.created_by FROM invitations i
JOIN staff s ON s.person = i.used_by AND s.role = i.role AND s.department = i.department
WHERE i.code = :code AND i.used_by = :person

-- name: person_ban
-- Somebody is turned away until a day, or (NULL) no longer.
UPDATE people SET banned_until = :until, banned_because = :because, told_at = NULL WHERE id = :id

-- name: person_told
-- When somebody was last told of a limit.
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
