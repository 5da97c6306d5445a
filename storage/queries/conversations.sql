-- What people are in the midst of: letters being written, questions waiting for an answer.

-- name: draft_open
-- The letter a citizen is writing in a chat.
SELECT * FROM drafts
WHERE chat = :chat AND citizen = :citizen AND letter IS NULL AND discarded_at IS NULL

-- name: draft_by_id
-- A letter being written, or that was, by its id.
SELECT * FROM drafts WHERE id = :id

-- name: draft_start
-- Nothing where one is being written already.
INSERT INTO drafts (chat, citizen, mailbox, kind, may_publish, started_at)
VALUES (:chat, :citizen, :mailbox, :kind, 0, :started_at)
ON CONFLICT (chat, citizen) WHERE letter IS NULL AND discarded_at IS NULL DO NOTHING
RETURNING *

-- name: draft_choose
-- Which mailbox, kind and consent the citizen has chosen so far.
UPDATE drafts SET mailbox = :mailbox, kind = :kind, may_publish = :may_publish
WHERE id = :id AND letter IS NULL AND discarded_at IS NULL

-- name: draft_preview
-- The message that shows the letter before it is sent.
UPDATE drafts SET preview = :preview WHERE id = :id

-- name: draft_discard
-- The citizen does not send it; nothing where it was sent already.
UPDATE drafts SET discarded_at = :discarded_at
WHERE id = :id AND letter IS NULL AND discarded_at IS NULL

-- name: draft_submitted
-- It has become this letter; nothing where it was sent or discarded already.
UPDATE drafts SET letter = :letter WHERE id = :id AND letter IS NULL AND discarded_at IS NULL

-- name: draft_parts_to_letter
-- What was written becomes the letter's own words, with its first revision.
UPDATE parts SET letter = :letter, revision = 1 WHERE draft = :draft

-- name: draft_parts_to_addition
-- What was being written turns out to belong to a letter already sent.
UPDATE parts SET letter = :letter, revision = :revision, role = 'addition' WHERE draft = :draft

-- name: draft_restore
-- A discarded letter is taken up again, unless another has been begun since.
UPDATE drafts SET discarded_at = NULL
WHERE id = :id AND letter IS NULL AND discarded_at IS NOT NULL
  AND NOT EXISTS (
        SELECT 1 FROM drafts d
        WHERE d.chat = drafts.chat AND d.citizen = drafts.citizen
          AND d.letter IS NULL AND d.discarded_at IS NULL)

-- name: parts_of_draft
-- What has been written so far, in the order it came.
SELECT * FROM parts WHERE draft = :draft ORDER BY id

-- name: part_edit_before_sending
-- Before a letter is sent, an edit simply replaces.
UPDATE parts SET text = :text, kind = :kind, file = :file, file_name = :file_name,
    file_size = :file_size, fetch_at = CASE WHEN CAST(:file AS TEXT) IS NULL THEN NULL ELSE at END
WHERE chat = :chat AND message = :message AND letter IS NULL AND draft IS NOT NULL

-- name: conversation_get
-- What somebody is in the midst of in a chat.
SELECT * FROM conversations WHERE chat = :chat AND person = :person

-- name: conversation_put
-- From now on this is what they are in the midst of, whatever it was before.
INSERT INTO conversations (chat, person, topic, facts, updated_at)
VALUES (:chat, :person, :topic, :facts, :updated_at)
ON CONFLICT (chat, person)
DO UPDATE SET topic = excluded.topic, facts = excluded.facts, updated_at = excluded.updated_at

-- name: conversation_end
-- They are in the midst of nothing any more.
DELETE FROM conversations WHERE chat = :chat AND person = :person

-- name: conversations_chat_moved
-- A group became a supergroup: what its people were asked goes with it.
UPDATE conversations SET chat = :new_chat
WHERE chat = :old_chat
  AND NOT EXISTS (SELECT 1 FROM conversations c
                  WHERE c.chat = :new_chat AND c.person = conversations.person)

-- name: gathering_get
-- What somebody has said of a letter in a chat and not yet submitted.
SELECT * FROM gatherings WHERE chat = :chat AND person = :person AND letter = :letter

-- name: gathering_of_album
-- The gathering an album's further pictures belong to.
SELECT g.* FROM gatherings g
WHERE g.chat = :chat AND g.person = :person AND g.album = :album

-- name: gathering_put
-- Something more was said: the parts as they are now. When it began stays.
INSERT INTO gatherings (chat, person, letter, seen, choices, parts, album, shown, updated_at)
VALUES (:chat, :person, :letter, :seen, :choices, :parts, :album, NULL, :updated_at)
ON CONFLICT (chat, person, letter) DO UPDATE
SET choices = excluded.choices, parts = excluded.parts, album = excluded.album,
    updated_at = excluded.updated_at

-- name: gathering_shown
-- The message that asks whether to submit what was said.
UPDATE gatherings SET shown = :shown WHERE chat = :chat AND person = :person AND letter = :letter

-- name: gathering_end
-- It was submitted, or given up.
DELETE FROM gatherings WHERE chat = :chat AND person = :person AND letter = :letter

-- name: gatherings_of
-- All that somebody has said in a chat and not yet submitted.
SELECT * FROM gatherings WHERE chat = :chat AND person = :person ORDER BY updated_at

-- name: gatherings_chat_moved
-- A group became a supergroup: what was being said there goes with it.
UPDATE gatherings SET chat = :new_chat
WHERE chat = :old_chat
  AND NOT EXISTS (SELECT 1 FROM gatherings g
                  WHERE g.chat = :new_chat AND g.person = gatherings.person
                    AND g.letter = gatherings.letter)
