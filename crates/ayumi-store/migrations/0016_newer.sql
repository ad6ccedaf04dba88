-- What the document of a plan said when it was taken in last: ayumi/plan@1 with the plan's ids, the
-- base of a comparison with a newer version. NULL = as it was first kept, which the record tells.
ALTER TABLE plan_origin ADD COLUMN form {text};

-- The files a plan was read from before a newer version was taken in, from 1.
CREATE TABLE earlier_source (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    sha256 {text} NOT NULL,
    name {text},
    PRIMARY KEY (council_id, plan_id, number),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id) ON DELETE CASCADE,
    FOREIGN KEY (council_id, sha256) REFERENCES file (council_id, sha256)
) {small};
