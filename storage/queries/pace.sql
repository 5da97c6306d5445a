-- What the programs on a shared database have sent lately, together. Nothing of it is asked for after
-- a minute.

-- name: paced_lately
-- The message after which so many have gone in the last second, a chat's last one, the one after which
-- a group has had so many in the last minute, until when Telegram asked to send nothing to it; and the
-- last place taken.
SELECT
    (SELECT p.at FROM paced p WHERE p.at > :second AND p.at <= :latest
     ORDER BY p.at DESC LIMIT 1 OFFSET :all_before) AS in_all,
    (SELECT max(p.at) FROM paced p WHERE p.chat = :chat AND p.at > :minute AND p.at <= :latest) AS to_chat,
    (SELECT p.at FROM paced p WHERE p.chat = :chat AND p.at > :minute AND p.at <= :latest
     ORDER BY p.at DESC LIMIT 1 OFFSET :group_before) AS to_group,
    (SELECT h.until_at FROM paced_holds h WHERE h.chat = :chat) AS held,
    (SELECT coalesce(max(p.place), 0) FROM paced p) AS last_place

-- name: paced_put
-- Takes the next places, unless another program has taken one of them meanwhile. What an album that comes
-- second to the first place still gets of the others stays: the pace is slower by that, never faster.
WITH RECURSIVE pieces (piece) AS (
    SELECT 1 UNION ALL SELECT piece + 1 FROM pieces WHERE piece < :messages
)
INSERT INTO paced (place, chat, at)
SELECT :last_place + piece, :chat, :at FROM pieces
WHERE NOT EXISTS (SELECT 1 FROM paced p WHERE p.place > :last_place)
ON CONFLICT (place) DO NOTHING

-- name: paced_forget
-- But for the last place: the numbers go on.
DELETE FROM paced WHERE at <= :minute AND place < (SELECT max(p.place) FROM paced p)

-- name: paced_hold
INSERT INTO paced_holds (chat, until_at) VALUES (:chat, :until_at)
ON CONFLICT (chat) DO UPDATE SET until_at = excluded.until_at
WHERE paced_holds.until_at < excluded.until_at
