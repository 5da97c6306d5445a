-- What the programs on a shared database have sent lately, together. Nothing of it is asked for after
-- a minute.

-- name: paced_lately
-- What was sent to a chat in the last minute, and to anybody in the last second.
SELECT chat, at FROM paced WHERE (chat = :chat AND at > :minute) OR at > :second ORDER BY at

-- name: paced_put
INSERT INTO paced (chat, at) VALUES (:chat, :at)

-- name: paced_forget
DELETE FROM paced WHERE at <= :minute

-- name: paced_holds_of
SELECT until_at FROM paced_holds WHERE chat = :chat

-- name: paced_hold
INSERT INTO paced_holds (chat, until_at) VALUES (:chat, :until_at)
ON CONFLICT (chat) DO UPDATE SET until_at = excluded.until_at
WHERE paced_holds.until_at < excluded.until_at
