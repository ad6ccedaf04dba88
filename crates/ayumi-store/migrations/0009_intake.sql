-- Files that were uploaded and read, and wait for a person's answers. reading and answers are
-- JSON: they are drafts of one screen, thrown away or turned into a plan's rows.
CREATE TABLE intake (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version {bigint} NOT NULL CHECK (version >= 1),
    name {text} NOT NULL,
    sha256 {text} NOT NULL,
    encoding {text},
    reading {text} NOT NULL,
    answers {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('open', 'accepted', 'discarded')),
    plan_id {uuid},
    created_at {bigint} NOT NULL,
    expires_at {bigint} NOT NULL,
    PRIMARY KEY (council_id, id),
    FOREIGN KEY (council_id) REFERENCES council (id),
    FOREIGN KEY (council_id, sha256) REFERENCES file (council_id, sha256),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id),
    CHECK ((state = 'accepted') = (plan_id IS NOT NULL))
) {wide};
