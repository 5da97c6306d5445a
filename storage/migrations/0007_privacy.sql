-- When a letter's texts, files and names were erased; figures and events stay.
BEGIN IMMEDIATE;

ALTER TABLE letters ADD COLUMN erased_on TEXT;
CREATE INDEX letters_unerased ON letters (concluded_on) WHERE erased_on IS NULL;

INSERT INTO schema_version (version) VALUES (7);
COMMIT;
