-- What people are in the midst of: letters being written, questions waiting for an answer.

-- name: draft_open
-- The letter a citizen is writing in a chat.
SELECT * FROM drafts
WHERE chat = :chat AND citizen = :citizen AND letter IS NULL AND discarded_at IS NULL

-- name: draft_by_id
SELECT * FROM drafts WHERE id = :id

-- name: draft_start
INSERT INTO drafts (chat, citizen, mailbox, kind, may_publish, started_at)
VALUES (:chat, :citizen, :mailbox, :kind, 0, :started_at)
ON CONFLICT (chat, citizen) WHERE letter IS NULL AND discarded_at IS NULL DO NOTHING

-- name: draft_choose
UPDATE drafts SET mailbox = :mailbox, kind = :kind, may_publish = :may_publish
WHERE id = :id AND letter IS NULL AND discarded_at IS NULL

-- name: draft_preview
UPDATE drafts SET preview = :preview WHERE id = :id

-- name: draft_discard
UPDATE drafts SET discarded_at = :discarded_at
WHERE id = :id AND letter IS NULL AND discarded_at IS NULL

-- name: draft_submitted
UPDATE drafts SET letter = :letter WHERE id = :id AND letter IS NULL AND discarded_at IS NULL

-- name: draft_parts_to_letter
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
SELECT * FROM parts WHERE draft = :draft ORDER BY id

-- name: part_edit_before_sending
-- Before a letter is sent, an edit simply replaces.
UPDATE parts SET text = :text, kind = :kind, file = :file, file_name = :file_name,
    file_size = :file_size
WHERE chat = :chat AND message = :message AND letter IS NULL AND draft IS NOT NULL

-- name: conversation_get
SELECT * FROM conversations WHERE chat = :chat AND person = :person

-- name: conversation_put
INSERT INTO conversations (chat, person, topic, facts, updated_at)
VALUES (:chat, :person, :topic, :facts, :updated_at)
ON CONFLICT (chat, person)
DO UPDATE SET topic = excluded.topic, facts = excluded.facts, updated_at = excluded.updated_at

-- name: conversation_end
DELETE FROM conversations WHERE chat = :chat AND person = :person
