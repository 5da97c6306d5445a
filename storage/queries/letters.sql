-- The register: letters, their events, their parts, who handles them.

-- name: serial_next
-- The next number of a mailbox's year. In the letter's own transaction: no gaps, no repeats.
INSERT INTO registers (mailbox, year, last_serial) VALUES (:mailbox, :year, 1)
ON CONFLICT (mailbox, year) DO UPDATE SET last_serial = registers.last_serial + 1
RETURNING last_serial

-- name: letter_insert
-- A new letter in the register.
INSERT INTO letters (
    number, query_code, mailbox, procedure, kind, state, revision, citizen, chat, may_publish,
    received_at, received_on, clock_start_on, limit_days, reply_due_on, original_due_on,
    provisional, triage_due_on, department_due_on, return_due_on, pauses, extension_days,
    extension_asked, urgent, about, lead, co_handlers, assigned_on, signed_on, drafted_on,
    transfers, round, supervised_on, urged_on, card, answered_on, answered_due_on,
    answered_original_due_on, last_answered_on, rating, rated_on, reopened_on, concluded_on,
    merged_into, published_on, undeliverable_on, reminded, next_look_at, triage_start_on,
    accepted_on, return_asked_on, urged_by, passed_on, unseen_step, topic, received_month, open,
    paused_on, late_from
) VALUES (
    :number, :query_code, :mailbox, :procedure, :kind, :state, :revision, :citizen, :chat,
    :may_publish, :received_at, :received_on, :clock_start_on, :limit_days, :reply_due_on, :original_due_on,
    :provisional, :triage_due_on, :department_due_on, :return_due_on, :pauses, :extension_days,
    :extension_asked, :urgent, :about, :lead, :co_handlers, :assigned_on, :signed_on,
    :drafted_on, :transfers, :round, :supervised_on, :urged_on, :card, :answered_on,
    :answered_due_on, :answered_original_due_on, :last_answered_on, :rating, :rated_on,
    :reopened_on, :concluded_on, :merged_into, :published_on, :undeliverable_on, :reminded,
    :next_look_at, :triage_start_on, :accepted_on, :return_asked_on, :urged_by, :passed_on,
    :unseen_step, :topic, :received_month, :open, :paused_on, :late_from
)

-- name: letter_id
-- The id a letter was given as it was entered.
SELECT id FROM letters WHERE number = :number

-- name: letter_update
-- The letter as a move leaves it; nothing changes if somebody else's move came first.
UPDATE letters SET
    revision = :revision,
    kind = :kind, state = :state, chat = :chat, may_publish = :may_publish,
    clock_start_on = :clock_start_on, limit_days = :limit_days, reply_due_on = :reply_due_on,
    original_due_on = :original_due_on, provisional = :provisional,
    triage_due_on = :triage_due_on, department_due_on = :department_due_on,
    return_due_on = :return_due_on, pauses = :pauses, extension_days = :extension_days,
    extension_asked = :extension_asked, urgent = :urgent, about = :about, lead = :lead,
    co_handlers = :co_handlers, assigned_on = :assigned_on, signed_on = :signed_on,
    drafted_on = :drafted_on, transfers = :transfers, round = :round,
    supervised_on = :supervised_on, urged_on = :urged_on, card = :card,
    answered_on = :answered_on, answered_due_on = :answered_due_on,
    answered_original_due_on = :answered_original_due_on, last_answered_on = :last_answered_on,
    rating = :rating, rated_on = :rated_on, reopened_on = :reopened_on,
    concluded_on = :concluded_on, merged_into = :merged_into, published_on = :published_on,
    undeliverable_on = :undeliverable_on, reminded = :reminded, next_look_at = :next_look_at,
    triage_start_on = :triage_start_on, accepted_on = :accepted_on,
    return_asked_on = :return_asked_on, urged_by = :urged_by, passed_on = :passed_on,
    unseen_step = :unseen_step, topic = :topic, open = :open, paused_on = :paused_on,
    late_from = :late_from
WHERE id = :id AND revision = :revision - 1

-- name: letter_by_id
-- A letter by its id.
SELECT * FROM letters WHERE id = :id

-- name: letter_by_number
-- A letter by its register number.
SELECT * FROM letters WHERE number = :number

-- name: letter_by_query_code
-- A letter by the code its writer was given.
SELECT * FROM letters WHERE query_code = :query_code

-- name: letter_by_message
-- The letter a message belongs to: one the bot sent about it, or one of its parts.
SELECT l.* FROM letters l
WHERE l.id = (SELECT s.letter FROM sent s WHERE s.chat = :chat AND s.message = :message)
   OR l.id = (SELECT p.letter FROM parts p
              WHERE p.chat = :chat AND p.message = :message AND p.version = 1)

-- name: letters_of_citizen
-- A citizen's letters, newest first.
SELECT * FROM letters WHERE citizen = :citizen ORDER BY id DESC LIMIT :most

-- name: letters_of_citizen_page
-- Some of a citizen's letters, newest first.
SELECT * FROM letters WHERE citizen = :citizen ORDER BY id DESC LIMIT :most OFFSET :skip

-- name: letters_of_citizen_count
-- How many letters a citizen has sent.
SELECT count(*) AS letters FROM letters WHERE citizen = :citizen

-- name: letters_in_touch
-- A citizen's letters a new message may speak of: open ones, and answered ones not yet archived.
SELECT * FROM letters
WHERE citizen = :citizen
  AND concluded_on IS NULL
ORDER BY id DESC
LIMIT :most

-- name: letters_to_look_at
-- What time has something to say about. By index: the cost follows what is due, not what is open.
SELECT * FROM letters
WHERE next_look_at IS NOT NULL AND next_look_at <= :now
ORDER BY next_look_at
LIMIT :most

-- name: letters_open_after
-- All open letters, some at a time, in the order of their ids.
SELECT * FROM letters
WHERE open = 1 AND id > :after
ORDER BY id
LIMIT :most

-- name: letter_look_later
-- A letter that could not be looked at is pushed ahead, so that it holds up no other.
UPDATE letters SET next_look_at = :next_look_at WHERE id = :id

-- name: letters_merged_into
-- The letters that were merged into one.
SELECT * FROM letters WHERE merged_into = :id ORDER BY id

-- name: letters_merged_all
-- All mergers there are, for a copy.
SELECT id, merged_into FROM letters WHERE merged_into IS NOT NULL ORDER BY id

-- name: letter_merged
-- Of a copy only: a merged letter is entered before the one it was merged into.
UPDATE letters SET merged_into = :merged_into WHERE id = :id

-- name: codes_in_use
-- Mailboxes and departments that letters under way belong to: they must stay configured.
SELECT 'mailbox' AS what, mailbox AS code, count(*) AS letters FROM letters
WHERE concluded_on IS NULL
GROUP BY mailbox
UNION ALL
SELECT 'department', a.department, count(*) FROM letters l
CROSS JOIN assignments a  -- letters first: assignments of archived letters never end
WHERE a.letter = l.id AND a.until_on IS NULL
  AND l.concluded_on IS NULL
GROUP BY a.department

-- name: procedures_in_use
-- Other procedures than the letters' that cases were registered under.
SELECT procedure AS code, count(*) AS letters FROM letters
WHERE procedure <> 'letters' GROUP BY procedure

-- name: event_insert
-- Something happened to a letter; for ever.
INSERT INTO events (letter, revision, name, role, actor, at, on_date, changed, shifts, cause, hash)
VALUES (:letter, :revision, :name, :role, :actor, :at, :on_date, :changed, :shifts, :cause, :hash)

-- name: event_by_cause
-- What an update, a sweep or a command line has already brought about.
SELECT * FROM events WHERE cause = :cause

-- name: events_since
-- What has happened to a letter since somebody saw it at a revision.
SELECT * FROM events WHERE letter = :letter AND revision > :revision ORDER BY revision

-- name: part_insert
-- The same message never becomes two parts.
INSERT INTO parts (letter, draft, role, revision, version, author, at,
                   kind, text, chat, message, file, file_name, file_size, album, fetch_at)
VALUES (:letter, :draft, :role, :revision, :version, :author, :at,
        :kind, :text, :chat, :message, :file, :file_name, :file_size, :album,
        CASE WHEN CAST(:file AS TEXT) IS NULL THEN NULL ELSE CAST(:at AS BIGINT) END)
ON CONFLICT (chat, message, version) WHERE message IS NOT NULL DO NOTHING

-- name: parts_of_letter
-- All parts of a letter, in every version, in the order they came.
SELECT * FROM parts WHERE letter = :letter ORDER BY id

-- name: part_by_message
-- The last version of the part that came as this message.
SELECT * FROM parts WHERE chat = :chat AND message = :message ORDER BY version DESC LIMIT 1

-- name: part_of_album
-- Where an album's earlier messages went: its later ones go with them.
SELECT * FROM parts WHERE chat = :chat AND album = :album AND message IS NOT NULL
ORDER BY message DESC LIMIT 1

-- name: parts_drafted_to_answer
-- An approved draft becomes the answer, at the revision of the approval.
UPDATE parts SET role = 'answer', revision = :revision
WHERE letter = :letter AND role = 'draft' AND revision = (
        SELECT max(d.revision) FROM parts d WHERE d.letter = :letter AND d.role = 'draft')
  AND (:keep_text = 1 OR file IS NOT NULL)

-- name: assignment_open
-- A department has the letter from this day on.
INSERT INTO assignments (letter, revision, department, "leading", from_on)
VALUES (:letter, :revision, :department, :leading, :from_on)

-- name: assignments_end
-- Nobody has the letter any more: whoever has it next is entered after this.
UPDATE assignments SET until_on = :until_on, ended_at_revision = :revision
WHERE letter = :letter AND until_on IS NULL

-- name: letters_last_id
-- The highest id there is: what is entered after it is new.
SELECT coalesce(max(id), 0) AS id FROM letters

-- name: letters_numbered_since
-- The ids of letters entered after one, by their numbers.
SELECT id, number FROM letters WHERE id > :id

-- name: letters_as_rows
-- Every letter as a table of letters has it, and no case of another procedure; a title only where the
-- letter came from such a table: it is written with the first event, by nobody. (Revision and order:
-- or SQLite would look for it among all that nobody wrote, for each letter anew.)
SELECT
    l.number, l.mailbox, l.kind, l.topic, l.lead, l.state, l.received_on, l.assigned_on,
    l.signed_on, l.reply_due_on, l.original_due_on, l.paused_on, l.answered_on, l.answered_due_on,
    l.answered_original_due_on, l.concluded_on, l.rating, l.rated_on, l.reopened_on,
    l.published_on, l.undeliverable_on,
    (SELECT p.text FROM parts p
     WHERE p.letter = l.id AND p.revision = 1 AND p.role = 'letter' AND p.author = 0
     ORDER BY p.id LIMIT 1) AS title
FROM letters l
WHERE l.procedure = 'letters'
ORDER BY l.received_on, l.number

-- name: register_reaches
-- Numbers up to this one are taken: new letters go on from there.
INSERT INTO registers (mailbox, year, last_serial) VALUES (:mailbox, :year, :serial)
ON CONFLICT (mailbox, year) DO UPDATE SET last_serial = excluded.last_serial
WHERE registers.last_serial < excluded.last_serial

-- name: words_of_open_letters
-- What a citizen wrote in the letters of theirs since an instant that are still open.
SELECT l.id, l.number, p.kind, p.text, p.file
FROM letters l JOIN parts p ON p.letter = l.id AND p.role = 'letter'
WHERE l.citizen = :citizen AND l.received_at > :since
  AND l.open = 1
ORDER BY l.id, p.id

-- name: register_years
-- The years in which letters were numbered.
SELECT DISTINCT year FROM registers
