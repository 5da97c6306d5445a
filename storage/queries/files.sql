-- Files of letters: fetched from Telegram once, kept under the SHA-256 of their content.

-- name: files_to_fetch
-- Files of letters that are not kept yet and may be asked for now.
SELECT id, file, kind, file_size, fetch_attempts FROM parts
WHERE fetch_at <= :now AND fetch_at IS NOT NULL AND letter IS NOT NULL
ORDER BY fetch_at LIMIT :most

-- name: part_kept
-- Nothing where it was erased meanwhile.
UPDATE parts SET digest = :digest, fetch_at = NULL WHERE id = :id AND file = :file

-- name: part_fetch_later
-- Telegram could not give the file now: asked for again at an instant.
UPDATE parts SET fetch_at = :at, fetch_attempts = fetch_attempts + 1 WHERE id = :id

-- name: part_not_kept
-- The file stays with Telegram, for this reason; it is not asked for again.
UPDATE parts SET fetch_at = NULL, not_kept = :why WHERE id = :id

-- name: file_put
-- A file's content, kept once however many letters have it.
INSERT INTO files (digest, size, content) VALUES (:digest, :size, :content)
ON CONFLICT (digest) DO NOTHING

-- name: file_content
-- The content of a kept file.
SELECT content FROM files WHERE digest = :digest

-- name: file_by_telegram
-- The content of a file, by the id Telegram knew it by.
SELECT f.content FROM parts p JOIN files f ON f.digest = p.digest
WHERE p.file = :file AND p.digest IS NOT NULL LIMIT 1

-- name: files_of_letter
-- The kept files of a letter.
SELECT DISTINCT digest FROM parts WHERE letter = :letter AND digest IS NOT NULL

-- name: file_drop
-- Erased, unless another letter has the same file.
DELETE FROM files
WHERE digest = :digest AND NOT EXISTS (SELECT 1 FROM parts p WHERE p.digest = files.digest)

-- name: files_after
-- Kept files in their order, for going through all of them.
SELECT digest, size, content FROM files WHERE digest > :digest ORDER BY digest LIMIT 20

-- name: health_files
-- How many files are kept, and how many of sent letters are still to be fetched.
SELECT (SELECT count(*) FROM files) AS kept,
       (SELECT count(*) FROM parts WHERE fetch_at IS NOT NULL AND letter IS NOT NULL) AS to_fetch
