-- Lists of letters for staff, and how many letters of a sort there are.

-- name: letters_open
-- Open letters, the most pressing first; of departments (as ',roads,water,'), or of all where that is
-- ''. A report is never listed for the department it is about. `total`: how many there are in all.
SELECT l.*, count(*) OVER () AS total FROM letters l
WHERE l.open = 1
  AND (:departments = '' OR EXISTS (
        SELECT 1 FROM assignments a
        WHERE a.letter = l.id AND a.until_on IS NULL
          AND replace(:departments, ',' || a.department || ',', '') <> :departments
          AND (l.kind <> 'report' OR coalesce(l.about, '') <> a.department)))
ORDER BY l.reply_due_on, l.id
LIMIT :most OFFSET :skip

-- name: letters_newest
-- Open letters, the newest first; departments as in letters_open.
SELECT l.*, count(*) OVER () AS total FROM letters l
WHERE l.open = 1
  AND (:departments = '' OR EXISTS (
        SELECT 1 FROM assignments a
        WHERE a.letter = l.id AND a.until_on IS NULL
          AND replace(:departments, ',' || a.department || ',', '') <> :departments
          AND (l.kind <> 'report' OR coalesce(l.about, '') <> a.department)))
ORDER BY l.id DESC
LIMIT :most OFFSET :skip

-- name: letters_overdue
-- Overdue letters, the oldest date first; departments as in letters_open.
SELECT l.*, count(*) OVER () AS total FROM letters l
WHERE l.late_from <= :today
  AND (:departments = '' OR EXISTS (
        SELECT 1 FROM assignments a
        WHERE a.letter = l.id AND a.until_on IS NULL
          AND replace(:departments, ',' || a.department || ',', '') <> :departments
          AND (l.kind <> 'report' OR coalesce(l.about, '') <> a.department)))
ORDER BY l.reply_due_on, l.id
LIMIT :most OFFSET :skip

-- name: board
-- Open letters by their lead ('' while they are the office's), or those of one department.
-- :week_end is the week's last day. While the citizen is asked the clock stands: such a letter is not
-- due, and overdue only where it was when it was asked.
SELECT coalesce(l.lead, '') AS department,
    count(*) AS open,
    count(*) FILTER (WHERE l.reply_due_on >= :today AND l.reply_due_on <= :week_end
        AND l.paused_on IS NULL) AS due,
    count(*) FILTER (WHERE l.late_from <= :today) AS overdue,
    count(*) FILTER (WHERE l.paused_on IS NOT NULL) AS paused,
    count(*) FILTER (WHERE l.card = 'yellow') AS yellow,
    count(*) FILTER (WHERE l.card = 'red') AS red,
    count(*) FILTER (WHERE l.supervised_on IS NOT NULL) AS supervised,
    count(*) FILTER (WHERE l.state = 'received' AND l.triage_due_on < :today) AS untriaged,
    CAST(sum(l.transfers) AS BIGINT) AS transfers
FROM letters l
WHERE l.open = 1
  AND (:department = '' OR l.lead = :department)
GROUP BY coalesce(l.lead, '')
ORDER BY department

-- name: letters_found
-- Letters in whose texts or number what was asked for stands; newest first. (lower: LIKE alone heeds
-- case in one engine and not in the other.)
SELECT l.*, count(*) OVER () AS total FROM letters l
WHERE (lower(l.number) LIKE lower(:pattern) ESCAPE '\' OR l.id IN (
    SELECT p.letter FROM parts p
    WHERE p.letter IS NOT NULL AND lower(p.text) LIKE lower(:pattern) ESCAPE '\'))
  AND (:departments = '' OR EXISTS (
        SELECT 1 FROM assignments a
        WHERE a.letter = l.id AND a.until_on IS NULL
          AND replace(:departments, ',' || a.department || ',', '') <> :departments
          AND (l.kind <> 'report' OR coalesce(l.about, '') <> a.department)))
ORDER BY l.id DESC
LIMIT :most OFFSET :skip

-- name: letters_recent_texts
-- The opening words of recent letters: what likely duplicates and past assignments are found by.
SELECT l.id, l.number, l.citizen, l.state, l.lead, p.text
FROM letters l
JOIN parts p ON p.letter = l.id AND p.role = 'letter' AND p.version = 1 AND p.text <> ''
WHERE l.id < :before AND l.id >= :before - :window AND l.procedure = 'letters'
ORDER BY l.id DESC, p.id

-- name: health_letters
-- How many letters are open, and how many of these are overdue.
SELECT count(*) AS open, count(*) FILTER (WHERE l.late_from <= :today) AS overdue
FROM letters l WHERE l.open = 1
