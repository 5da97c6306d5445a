-- The ledger of figures typed in, and published editions. Both are append-only.

-- name: ledger_of_year
-- Each figure of a year as last typed in; '' where it was taken back.
SELECT l.figure, l.value, l.source, l.who, l.at
FROM ledger l
WHERE l.year = :year
  AND l.id = (SELECT max(n.id) FROM ledger n WHERE n.year = l.year AND n.figure = l.figure)
ORDER BY l.figure

-- name: ledger_type_in
-- A figure typed in; what was typed in before stays beneath it.
INSERT INTO ledger (year, figure, value, source, who, at)
VALUES (:year, :figure, :value, :source, :who, :at)

-- name: edition_publish
-- The next edition of a report; refused by the unique key where somebody else was faster.
INSERT INTO editions
    (report, period, mailbox, department, edition, as_of, frozen, sha256, reason, who, at)
VALUES
    (:report, :period, :mailbox, :department, :edition, :as_of, :frozen, :sha256, :reason, :who,
     :at)

-- name: editions_of
-- A report's editions, the first first.
SELECT * FROM editions
WHERE report = :report AND period = :period AND mailbox = :mailbox AND department = :department
ORDER BY edition

-- name: editions_all
-- Every edition of every report, in the order they were published.
SELECT * FROM editions ORDER BY id
