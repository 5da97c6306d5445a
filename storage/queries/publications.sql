-- What everybody may read.

-- name: letters_published
-- Published answers, the newest first: for each two rows, its question and then its answer.
SELECT l.id, l.number, l.mailbox, l.kind, l.topic, l.lead, l.received_on, l.last_answered_on,
    l.published_on, p.text
FROM letters l JOIN parts p ON p.letter = l.id AND p.role = 'publication'
WHERE l.procedure = 'letters' AND l.published_on IS NOT NULL AND l.may_publish = 1 AND l.kind <> 'report'
  AND l.erased_on IS NULL
  AND p.revision = (
        SELECT max(x.revision) FROM parts x WHERE x.letter = l.id AND x.role = 'publication')
ORDER BY l.published_on DESC, l.id DESC, p.id
