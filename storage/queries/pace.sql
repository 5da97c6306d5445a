-- What the programs on a shared database have sent lately, together. Nothing of it is asked for after
-- a minute.

-- name: paced_lately
-- When the last message went after which a second has had as many as it takes, a chat's last one, the one
-- after which a group has had as many as a minute takes, until when Telegram asked to send nothing to it;
-- and the last place taken. An album is several messages.
SELECT
    (SELECT s.at FROM (
        SELECT p.at, sum(p.messages) OVER (ORDER BY p.at DESC) AS since
        FROM paced p WHERE p.at > :second AND p.at <= :latest
    ) s WHERE s.since >= :a_second ORDER BY s.since LIMIT 1) AS in_all,
    (SELECT max(p.at) FROM paced p WHERE p.chat = :chat AND p.at > :minute AND p.at <= :latest) AS to_chat,
    (SELECT s.at FROM (
        SELECT p.at, sum(p.messages) OVER (ORDER BY p.at DESC) AS since
        FROM paced p WHERE p.chat = :chat AND p.at > :minute AND p.at <= :latest
    ) s WHERE s.since >= :a_minute ORDER BY s.since LIMIT 1) AS to_group,
    (SELECT h.until_at FROM paced_holds h WHERE h.chat = :chat) AS held,
    (SELECT coalesce(max(p.place), 0) FROM paced p) AS last_place

-- name: paced_put
-- Takes the next place, unless another program has taken it meanwhile.
INSERT INTO paced (place, chat, messages, at) VALUES (:place, :chat, :messages, :at)
ON CONFLICT (place) DO NOTHING

-- name: paced_forget
-- But for the last place: the numbers go on.
DELETE FROM paced WHERE at <= :minute AND place < (SELECT max(p.place) FROM paced p)

-- name: paced_hold
-- Telegram asked to send nothing to a chat until then; what it asked before may last longer.
INSERT INTO paced_holds (chat, until_at) VALUES (:chat, :until_at)
ON CONFLICT (chat) DO UPDATE SET until_at = excluded.until_at
WHERE paced_holds.until_at < excluded.until_at
