-- What a person said of the columns of a form of tables: read so again in the next file of that
-- form. form = digest of the columns' keys; columns = JSON, key to meaning.
CREATE TABLE column_matching (
    council_id {uuid} NOT NULL,
    form {text} NOT NULL,
    name {text} NOT NULL,
    columns {text} NOT NULL,
    changed_at {bigint} NOT NULL,
    PRIMARY KEY (council_id, form),
    FOREIGN KEY (council_id) REFERENCES council (id)
) {wide};

-- Which parts of the file are read, where a person chose (JSON). NULL = all that is shown.
ALTER TABLE intake ADD COLUMN selection {text};
ALTER TABLE plan_origin ADD COLUMN selection {text};

-- Files kept with a plan that are not read.
CREATE TABLE attachment (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    name {text} NOT NULL,
    sha256 {text} NOT NULL,
    added_at {bigint} NOT NULL,
    PRIMARY KEY (council_id, id),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id) ON DELETE CASCADE,
    FOREIGN KEY (council_id, sha256) REFERENCES file (council_id, sha256)
) {small};
CREATE INDEX attachment_by_plan ON attachment (council_id, plan_id);
