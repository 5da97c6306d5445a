-- Counts for the yearly figures. Each takes local dates: letters received from :first to :last, as
-- they stood at the end of the day :as_of. What each figure means is written in letters/figures.py.
-- Cases of other procedures are not letters and are counted by figures of their own.
--
-- A letter's row shows it as it stands now. How it stood at the end of :as_of can be read from it
-- all the same, by its dates, unless something without a date has changed since (its lead, kind, due
-- date): such an event is marked as one that shifts. The letters it happened to, those whose
-- clock stands and those in their second handling are few. Queries in
-- bulk leave them out; the queries named singly give their events, from which Python makes the letter
-- of that day and counts it. The condition is the same in all queries that bear it, and turned round
-- in those. A letter concluded by the day stays as it was; only its answer may be taken back.
-- :mailbox and :department narrow the count, '' to all; a department is the lead on that day.
-- :first_month and :last_month are the months of :first and :last: the index begins with the month,
-- and holds all that is read here.

-- name: figures_by_cohort
-- Letters received, by month, mailbox, kind, lead and topic, and all that can be counted of them.
SELECT
    l.received_month AS month, l.mailbox, l.kind, l.lead, l.topic,
    count(*) AS received,
    count(*) FILTER (WHERE l.answered_on <= :as_of) AS replied,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'refused'
        AND l.concluded_on <= :as_of) AS refused,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'merged'
        AND l.concluded_on <= :as_of) AS merged,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'withdrawn'
        AND l.concluded_on <= :as_of) AS withdrawn,
    count(*) FILTER (WHERE coalesce(l.answered_on, l.concluded_on, '9999') > :as_of) AS open,
    count(*) FILTER (WHERE l.reply_due_on < :as_of
        AND coalesce(l.answered_on, l.concluded_on, '9999') > :as_of) AS overdue,
    count(*) FILTER (WHERE l.original_due_on < :as_of
        AND coalesce(l.answered_on, l.concluded_on, '9999') > :as_of) AS overdue_original,
    count(*) FILTER (WHERE l.answered_on <= :as_of
        AND l.answered_on <= l.answered_due_on) AS on_time,
    count(*) FILTER (WHERE l.answered_on <= :as_of
        AND l.answered_on <= l.answered_original_due_on) AS on_time_original,
    count(*) FILTER (WHERE l.rated_on <= :as_of) AS rated,
    count(*) FILTER (WHERE l.rated_on <= :as_of AND l.rating = 'satisfied') AS satisfied,
    count(*) FILTER (WHERE l.rated_on <= :as_of AND l.rating = 'fairly') AS fairly,
    count(*) FILTER (WHERE l.reopened_on <= :as_of) AS reopened,
    count(*) FILTER (WHERE l.published_on <= :as_of) AS published,
    count(*) FILTER (WHERE l.undeliverable_on <= :as_of) AS undeliverable
FROM letters l
WHERE l.received_month >= :first_month AND l.received_month <= :last_month
  AND l.received_on >= :first AND l.received_on <= :last
  AND (l.concluded_on <= :as_of OR (
        l.reopened_on IS NULL AND l.paused_on IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM events e
            WHERE e.letter = l.id AND e.on_date > :as_of AND e.shifts = 1)))
  AND l.id NOT IN (
        SELECT e.letter FROM events e WHERE e.name = 'unpublished' AND e.on_date > :as_of)
  AND l.procedure = 'letters'
  AND (:mailbox = '' OR l.mailbox = :mailbox) AND (:department = '' OR l.lead = :department)
GROUP BY l.received_month, l.mailbox, l.kind, l.lead, l.topic

-- name: figures_days
-- How many letters were received, first answered (with the date then in force), assigned and signed
-- for on the same days; what came after :as_of is told apart by whoever reads this.
SELECT
    l.received_on, l.answered_on, l.answered_due_on AS due_on, l.assigned_on, l.signed_on,
    count(*) AS letters
FROM letters l
WHERE l.received_month >= :first_month AND l.received_month <= :last_month
  AND l.received_on >= :first AND l.received_on <= :last
  AND (l.answered_on IS NOT NULL OR l.assigned_on IS NOT NULL)
  AND (l.concluded_on <= :as_of OR (
        l.reopened_on IS NULL AND l.paused_on IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM events e
            WHERE e.letter = l.id AND e.on_date > :as_of AND e.shifts = 1)))
  AND l.id NOT IN (
        SELECT e.letter FROM events e WHERE e.name = 'unpublished' AND e.on_date > :as_of)
  AND l.procedure = 'letters'
  AND (:mailbox = '' OR l.mailbox = :mailbox) AND (:department = '' OR l.lead = :department)
GROUP BY l.received_on, l.answered_on, l.answered_due_on, l.assigned_on, l.signed_on

-- name: figures_overdue
-- Letters open, never answered and past their date, by name.
SELECT l.reply_due_on AS due_on, l.number, l.lead
FROM letters l
WHERE coalesce(l.answered_on, l.concluded_on, '9999') > :as_of
  AND l.received_on >= :first AND l.received_on <= :last AND l.reply_due_on < :as_of
  AND (l.concluded_on <= :as_of OR (
        l.reopened_on IS NULL AND l.paused_on IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM events e
            WHERE e.letter = l.id AND e.on_date > :as_of AND e.shifts = 1)))
  AND l.id NOT IN (
        SELECT e.letter FROM events e WHERE e.name = 'unpublished' AND e.on_date > :as_of)
  AND l.procedure = 'letters'
  AND (:mailbox = '' OR l.mailbox = :mailbox) AND (:department = '' OR l.lead = :department)

-- name: figures_looked_at_singly
-- The letters the queries above leave out, as their events up to the day.
SELECT l.id, e.changed
FROM letters l
JOIN events e ON e.letter = l.id
WHERE l.received_month >= :first_month AND l.received_month <= :last_month
  AND l.received_on >= :first AND l.received_on <= :last
  AND e.on_date <= :as_of
  AND l.procedure = 'letters'
  AND (:mailbox = '' OR l.mailbox = :mailbox)
  AND NOT (
        (coalesce(l.concluded_on, '9999') <= :as_of OR (
            l.reopened_on IS NULL AND l.paused_on IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM events f
                WHERE f.letter = l.id AND f.on_date > :as_of AND f.shifts = 1)))
        AND l.id NOT IN (
            SELECT f.letter FROM events f WHERE f.name = 'unpublished' AND f.on_date > :as_of))
ORDER BY l.id, e.revision

-- name: figures_carried_over
-- Letters that waited, never answered, when the period began, and what has become of them.
SELECT
    count(*) AS opening,
    count(*) FILTER (WHERE l.answered_on <= :as_of) AS replied,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'refused'
        AND l.concluded_on <= :as_of) AS refused,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'merged'
        AND l.concluded_on <= :as_of) AS merged,
    count(*) FILTER (WHERE l.answered_on IS NULL AND l.state = 'withdrawn'
        AND l.concluded_on <= :as_of) AS withdrawn,
    count(*) FILTER (WHERE coalesce(l.answered_on, l.concluded_on, '9999') > :as_of) AS open
FROM letters l
WHERE coalesce(l.answered_on, l.concluded_on, '9999') >= :first AND l.received_on < :first
  AND (l.concluded_on <= :as_of OR (
        l.reopened_on IS NULL AND l.paused_on IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM events e
            WHERE e.letter = l.id AND e.on_date > :as_of AND e.shifts = 1)))
  AND l.id NOT IN (
        SELECT e.letter FROM events e WHERE e.name = 'unpublished' AND e.on_date > :as_of)
  AND l.procedure = 'letters'
  AND (:mailbox = '' OR l.mailbox = :mailbox) AND (:department = '' OR l.lead = :department)

-- name: figures_carried_singly
-- Of these, those the query above leaves out, as their events up to the day. (+ 0: or SQLite would go
-- through every letter there is to spare itself the sorting of few.)
SELECT l.id, e.changed
FROM letters l
JOIN events e ON e.letter = l.id
WHERE coalesce(l.answered_on, l.concluded_on, '9999') >= :first AND l.received_on < :first
  AND e.on_date <= :as_of
  AND l.procedure = 'letters'
  AND (:mailbox = '' OR l.mailbox = :mailbox)
  AND NOT (
        (coalesce(l.concluded_on, '9999') <= :as_of OR (
            l.reopened_on IS NULL AND l.paused_on IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM events f
                WHERE f.letter = l.id AND f.on_date > :as_of AND f.shifts = 1)))
        AND l.id NOT IN (
            SELECT f.letter FROM events f WHERE f.name = 'unpublished' AND f.on_date > :as_of))
ORDER BY l.id + 0, e.revision
