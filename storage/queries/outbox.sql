-- What is on its way out. A row is settled once next_at is NULL.
-- A chat above 0 is a person's, below 0 a group's (letters/chats.py).

-- name: outbox_put
-- A key is written once, ever: repeats do nothing.
INSERT INTO outbox
    (key, chat, letter, revision, recipient, notice, payload, created_at, next_at, due_at)
VALUES
    (:key, :chat, :letter, :revision, :recipient, :notice, :payload, :created_at, :next_at,
     :next_at)
ON CONFLICT (key) DO NOTHING

-- name: outbox_people_waiting
-- The people something waits for, the soonest first. What is due is told of a chat once, by its oldest;
-- what was put off after trouble keeps its place, and nothing overtakes it.
SELECT o.chat, o.next_at FROM outbox o
WHERE o.next_at IS NOT NULL AND o.chat > 0
  AND NOT EXISTS (
        SELECT 1 FROM outbox earlier
        WHERE earlier.chat = o.chat AND earlier.next_at IS NOT NULL AND earlier.id < o.id
          AND (earlier.next_at <= :now OR earlier.attempts > 0))
ORDER BY o.next_at, o.id
LIMIT :most

-- name: outbox_groups_waiting
-- Likewise the groups: from one to the next, for they are few and much may wait for each.
WITH RECURSIVE rooms (chat) AS (
    SELECT min(o.chat) FROM outbox o WHERE o.next_at IS NOT NULL AND o.chat < 0
    UNION ALL
    SELECT (SELECT min(o.chat) FROM outbox o
            WHERE o.next_at IS NOT NULL AND o.chat > r.chat AND o.chat < 0)
    FROM rooms r WHERE r.chat IS NOT NULL
)
SELECT r.chat, coalesce(
    (SELECT o.next_at FROM outbox o
     WHERE o.chat = r.chat AND o.next_at IS NOT NULL AND (o.next_at <= :now OR o.attempts > 0)
     ORDER BY o.id LIMIT 1),
    (SELECT min(o.next_at) FROM outbox o
     WHERE o.chat = r.chat AND o.next_at IS NOT NULL)) AS next_at
FROM rooms r WHERE r.chat IS NOT NULL

-- name: outbox_next_of
-- What goes to a chat next, and what comes after it.
SELECT * FROM outbox
WHERE chat = :chat AND next_at IS NOT NULL AND (next_at <= :now OR attempts > 0)
ORDER BY id
LIMIT 2

-- name: outbox_settle
-- A message has ended: sent, dropped or failed, and why.
UPDATE outbox
SET next_at = NULL, outcome = :outcome, failure = :failure, settled_at = :now,
    message = coalesce(message, :message)
WHERE id = :id

-- name: outbox_later
-- A message could not go now: tried again at an instant, after so many attempts.
UPDATE outbox SET next_at = :next_at, attempts = :attempts, failure = :failure WHERE id = :id

-- name: outbox_queued_in_the_future
-- The clock was set back: nothing waits until it is as late again.
UPDATE outbox SET next_at = :now WHERE next_at > :now AND created_at > :now

-- name: outbox_try_failed_again
-- A citizen is back: what could not reach them is sent after all, in its order.
UPDATE outbox SET next_at = :now, outcome = NULL, settled_at = NULL, attempts = 0
WHERE chat = :chat AND recipient = 'citizen' AND outcome = 'failed' AND next_at IS NULL

-- name: outbox_piece_sent
-- So many pieces of a long message have gone; it goes on after them.
UPDATE outbox SET pieces_sent = :pieces_sent, message = coalesce(message, :message)
WHERE id = :id

-- name: outbox_reminders_waiting
-- The reminders that could go to a chat now: what becomes a digest, if they are many.
SELECT * FROM outbox
WHERE chat = :chat AND next_at IS NOT NULL AND next_at <= :now AND notice = 'Reminder'
ORDER BY id

-- name: outbox_letters_in_message
-- The letters that a digest spoke of.
SELECT DISTINCT letter FROM outbox
WHERE chat = :chat AND message = :message AND notice = 'Reminder'
ORDER BY letter

-- name: outbox_refresh_cards
-- Every message that bears a letter's buttons shows it as it now stands, but for the citizen's own
-- and the chat in which somebody just pressed.
INSERT INTO outbox (key, chat, letter, revision, recipient, notice, payload, created_at, next_at)
SELECT 'refresh:' || s.letter || ':' || CAST(:revision AS BIGINT) || ':' || s.chat || ':' || s.message,
    s.chat, s.letter, :revision, 'prompt', 'refresh', '{"message": ' || s.message || '}', :now, :now
FROM sent s
WHERE s.letter = :letter AND s.live = 1 AND s.chat <> :own AND s.chat <> :shown_in
ON CONFLICT (key) DO NOTHING

-- name: outbox_hide
-- Every message in which a letter was shown to anybody but the citizen: whether it is to go from its
-- readers' sight is decided for each.
INSERT INTO outbox (key, chat, letter, revision, recipient, notice, payload, created_at, next_at)
SELECT 'hide:' || s.letter || ':' || CAST(:revision AS BIGINT) || ':' || s.chat || ':' || s.message,
    s.chat, s.letter, :revision, 'prompt', 'hide', '{"message": ' || s.message || '}', :now, :now
FROM sent s
WHERE s.letter = :letter AND s.chat <> :own
ON CONFLICT (key) DO NOTHING

-- name: outbox_chat_moved
-- But for what names a message: the same number is another message's in the new chat.
UPDATE outbox SET chat = :new_chat
WHERE chat = :old_chat AND next_at IS NOT NULL AND notice <> 'hide'

-- name: outbox_counts
-- How many messages there are, by how they ended.
SELECT coalesce(outcome, 'waiting') AS outcome, count(*) AS messages
FROM outbox GROUP BY outbox.outcome ORDER BY 1

-- name: sent_put
-- Which letter a message of the bot's speaks of, and whether it bears its buttons.
INSERT INTO sent (chat, message, letter, live) VALUES (:chat, :message, :letter, :live)
ON CONFLICT (chat, message) DO UPDATE SET letter = excluded.letter, live = excluded.live

-- name: sent_live
-- The messages in a chat that bear a letter's buttons. In no order: asked for one, SQLite would go
-- through all that was ever sent to the chat.
SELECT message FROM sent WHERE letter = :letter AND chat = :chat AND live = 1

-- name: sent_dead
-- A message bears no buttons any more.
UPDATE sent SET live = 0 WHERE chat = :chat AND message = :message

-- name: outbox_try_again
-- What could not reach a group while the bot was not in it, for letters that are still open.
UPDATE outbox SET next_at = :now, outcome = NULL, failure = NULL, settled_at = NULL, attempts = 0
WHERE chat = :chat AND outcome = 'failed'
  AND letter IN (SELECT id FROM letters WHERE open = 1)

-- name: outbox_astray
-- What waits for a reader in a group, or never arrived there and is about an open letter.
SELECT * FROM outbox
WHERE chat = :chat AND recipient = :recipient AND (next_at IS NOT NULL OR (
        outcome = 'failed' AND letter IN (SELECT id FROM letters WHERE open = 1)))
ORDER BY id

-- name: sent_dead_in_chat
-- No message in a chat bears buttons any more.
UPDATE sent SET live = 0 WHERE chat = :chat AND live = 1

-- name: outbox_of_message
-- The notice a message in a chat came with: the letter's newest that begins at or before it. Found
-- by the letter: the chat (+ 0 keeps its index out of it) may be the office's, with all that ever was.
SELECT * FROM outbox
WHERE letter = :letter AND chat + 0 = :chat AND message + 0 <= :message
  AND notice NOT IN ('prompt', 'refresh', 'hide')
ORDER BY message DESC
LIMIT 1

-- name: health_outbox
-- Messages that could go and have not, since when the oldest could, and how many never will.
SELECT
    count(*) FILTER (WHERE o.due_at <= :now) AS waiting,
    min(o.due_at) FILTER (WHERE o.due_at <= :now) AS oldest,
    (SELECT count(*) FROM outbox f WHERE f.outcome = 'failed') AS failed
FROM outbox o WHERE o.next_at IS NOT NULL
