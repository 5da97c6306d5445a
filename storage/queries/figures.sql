-- What the figures are counted from: letters received from :first to :last, as they stood at the
-- end of the day :as_of. What each figure means is written in letters/figures.py.
--
-- A letter's row shows it as it stands now. That is how it stood at the end of :as_of when nothing
-- has happened to it since, or when it had been concluded by then: afterwards only an answer is
-- published, or taken back. The other letters, and those whose clock stands (their pauses end in
-- null), are few. Queries in bulk leave them out; the queries named singly give their events, from
-- which Python makes the letter of that day and counts it. The condition is the same in all queries
-- that bear it, and turned round in those.
-- :mailbox and :department narrow the count, '' to all; a department is the lead on that day.

-- name: figures_by_cohort
-- Letters received, by mailbox, kind, lead and month, and all that can be counted of them.
SELECT
    l.mailbox, l.kind, l.lead, substr(l.received_on, 1, 7) AS month,
    count(*) AS received,
    count(*) FILTER (WHERE l.answered_on <= :as_of) AS replied,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'refused') AS refused,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'merged') AS merged,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'withdrawn') AS withdrawn,
    count(*) FILTER (WHERE l.answered_on IS NULL
        AND l.state IN ('received', 'assigned', 'in_progress', 'drafted')) AS open,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.reply_due_on < :as_of
        AND l.state IN ('received', 'assigned', 'in_progress', 'drafted')) AS overdue,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.original_due_on < :as_of
        AND l.state IN ('received', 'assigned', 'in_progress', 'drafted')) AS overdue_original,
    count(*) FILTER (WHERE l.answered_on <= :as_of
        AND l.answered_on <= l.answered_due_on) AS on_time,
    count(*) FILTER (WHERE l.answered_on <= :as_of
        AND l.answered_on <= l.answered_original_due_on) AS on_time_original,
    count(*) FILTER (WHERE l.rated_on <= :as_of) AS rated,
    count(*) FILTER (WHERE l.rated_on <= :as_of AND l.rating = 'satisfied') AS satisfied,
    count(*) FILTER (WHERE l.rated_on <= :as_of AND l.rating = 'fairly') AS fairly,
    count(*) FILTER (WHERE l.reopened_on <= :as_of) AS reopened,
    count(*) FILTER (WHERE l.answered_on <= :as_of
        AND l.state IN ('received', 'assigned', 'in_progress', 'drafted')) AS waiting_again,
    count(*) FILTER (WHERE l.answered_on <= :as_of AND l.reply_due_on < :as_of
        AND l.state IN ('received', 'assigned', 'in_progress', 'drafted')) AS waiting_again_overdue,
    count(*) FILTER (WHERE l.published_on <= :as_of) AS published,
    count(*) FILTER (WHERE l.undeliverable_on <= :as_of) AS undeliverable
FROM letters l
WHERE l.received_on >= :first AND l.received_on <= :last
  AND (coalesce(l.concluded_on, '9999') <= :as_of OR NOT EXISTS (
        SELECT 1 FROM events e WHERE e.letter = l.id AND e.on_date > :as_of))
  AND l.id NOT IN (
        SELECT e.letter FROM events e WHERE e.name = 'unpublished' AND e.on_date > :as_of)
  AND substr(l.pauses, length(l.pauses) - 5) <> 'null]]'
  AND (:mailbox = '' OR l.mailbox = :mailbox) AND (:department = '' OR l.lead = :department)
GROUP BY l.mailbox, l.kind, l.lead, substr(l.received_on, 1, 7)

-- name: figures_answers
-- First answers to the letters received: how many for each day of receipt, of answer, and date.
SELECT l.received_on, l.answered_on, l.answered_due_on AS due_on, count(*) AS letters
FROM letters l
WHERE l.received_on >= :first AND l.received_on <= :last AND l.answered_on <= :as_of
  AND (coalesce(l.concluded_on, '9999') <= :as_of OR NOT EXISTS (
        SELECT 1 FROM events e WHERE e.letter = l.id AND e.on_date > :as_of))
  AND l.id NOT IN (
        SELECT e.letter FROM events e WHERE e.name = 'unpublished' AND e.on_date > :as_of)
  AND substr(l.pauses, length(l.pauses) - 5) <> 'null]]'
  AND (:mailbox = '' OR l.mailbox = :mailbox) AND (:department = '' OR l.lead = :department)
GROUP BY l.received_on, l.answered_on, l.answered_due_on

-- name: figures_signings
-- Letters with a department: how many for each day of assignment and of signing, if any.
SELECT l.assigned_on, l.signed_on, count(*) AS letters
FROM letters l
WHERE l.received_on >= :first AND l.received_on <= :last AND l.assigned_on IS NOT NULL
  AND (coalesce(l.concluded_on, '9999') <= :as_of OR NOT EXISTS (
        SELECT 1 FROM events e WHERE e.letter = l.id AND e.on_date > :as_of))
  AND l.id NOT IN (
        SELECT e.letter FROM events e WHERE e.name = 'unpublished' AND e.on_date > :as_of)
  AND substr(l.pauses, length(l.pauses) - 5) <> 'null]]'
  AND (:mailbox = '' OR l.mailbox = :mailbox) AND (:department = '' OR l.lead = :department)
GROUP BY l.assigned_on, l.signed_on

-- name: figures_overdue
-- Letters open, never answered and past their date, by name.
SELECT l.reply_due_on AS due_on, l.number, l.lead
FROM letters l
WHERE l.received_on >= :first AND l.received_on <= :last
  AND l.state IN ('received', 'assigned', 'in_progress', 'drafted')
  AND l.answered_on IS NULL AND l.reply_due_on < :as_of
  AND (coalesce(l.concluded_on, '9999') <= :as_of OR NOT EXISTS (
        SELECT 1 FROM events e WHERE e.letter = l.id AND e.on_date > :as_of))
  AND l.id NOT IN (
        SELECT e.letter FROM events e WHERE e.name = 'unpublished' AND e.on_date > :as_of)
  AND substr(l.pauses, length(l.pauses) - 5) <> 'null]]'
  AND (:mailbox = '' OR l.mailbox = :mailbox) AND (:department = '' OR l.lead = :department)

-- name: figures_looked_at_singly
-- The letters the queries above leave out, as their events up to the day.
SELECT l.id, e.changed
FROM letters l
JOIN events e ON e.letter = l.id
WHERE l.received_on >= :first AND l.received_on <= :last AND e.on_date <= :as_of
  AND (:mailbox = '' OR l.mailbox = :mailbox)
  AND NOT (
        (coalesce(l.concluded_on, '9999') <= :as_of OR NOT EXISTS (
            SELECT 1 FROM events f WHERE f.letter = l.id AND f.on_date > :as_of))
        AND l.id NOT IN (
            SELECT f.letter FROM events f WHERE f.name = 'unpublished' AND f.on_date > :as_of)
        AND substr(l.pauses, length(l.pauses) - 5) <> 'null]]')
ORDER BY l.id, e.revision

-- name: figures_carried_over
-- Letters that waited, never answered, when the period began, and what has become of them.
SELECT
    count(*) AS opening,
    count(*) FILTER (WHERE l.answered_on <= :as_of) AS replied,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'refused') AS refused,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'merged') AS merged,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'withdrawn') AS withdrawn,
    count(*) FILTER (WHERE l.answered_on IS NULL
        AND l.state IN ('received', 'assigned', 'in_progress', 'drafted')) AS open
FROM letters l
WHERE l.received_on < :first
  AND (l.answered_on IS NULL OR l.answered_on >= :first)
  AND (l.concluded_on IS NULL OR l.concluded_on >= :first)
  AND (coalesce(l.concluded_on, '9999') <= :as_of OR NOT EXISTS (
        SELECT 1 FROM events e WHERE e.letter = l.id AND e.on_date > :as_of))
  AND l.id NOT IN (
        SELECT e.letter FROM events e WHERE e.name = 'unpublished' AND e.on_date > :as_of)
  AND substr(l.pauses, length(l.pauses) - 5) <> 'null]]'
  AND (:mailbox = '' OR l.mailbox = :mailbox) AND (:department = '' OR l.lead = :department)

-- name: figures_carried_singly
-- Of these, those the query above leaves out, as their events up to the day.
SELECT l.id, e.changed
FROM letters l
JOIN events e ON e.letter = l.id
WHERE l.received_on < :first AND e.on_date <= :as_of
  AND (l.answered_on IS NULL OR l.answered_on >= :first)
  AND (l.concluded_on IS NULL OR l.concluded_on >= :first)
  AND (:mailbox = '' OR l.mailbox = :mailbox)
  AND NOT (
        (coalesce(l.concluded_on, '9999') <= :as_of OR NOT EXISTS (
            SELECT 1 FROM events f WHERE f.letter = l.id AND f.on_date > :as_of))
        AND l.id NOT IN (
            SELECT f.letter FROM events f WHERE f.name = 'unpublished' AND f.on_date > :as_of)
        AND substr(l.pauses, length(l.pauses) - 5) <> 'null]]')
ORDER BY l.id, e.revision
