-- Publications and the files they made. source_digest names the edition, or the draft, they came
-- from, so that the same source is not set twice.
CREATE TABLE publication (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    failure {text},
    formats {text} NOT NULL,
    source_digest {text} NOT NULL,
    notices {text} NOT NULL,
    created_at {bigint} NOT NULL,
    PRIMARY KEY (council_id, id),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id),
    CHECK ((state = 'failed') = (failure IS NOT NULL))
) {wide};

CREATE INDEX publication_of_plan ON publication (council_id, plan_id);

CREATE TABLE publication_file (
    council_id {uuid} NOT NULL,
    publication_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    name {text} NOT NULL,
    sha256 {text} NOT NULL,
    PRIMARY KEY (council_id, publication_id, position),
    UNIQUE (council_id, publication_id, name),
    FOREIGN KEY (council_id, publication_id)
        REFERENCES publication (council_id, id) ON DELETE CASCADE,
    FOREIGN KEY (council_id, sha256) REFERENCES file (council_id, sha256)
) {small};
