-- A plan as it was put up for decision: its contents are a file under its digest, so that nothing
-- changes them any more. decisions = JSON. A number is never given again.
CREATE TABLE edition (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    number {bigint} NOT NULL CHECK (number >= 1),
    name {text} NOT NULL,
    sha256 {text} NOT NULL,
    made_at {text} NOT NULL,
    decisions {text} NOT NULL,
    adopted {text},
    version {bigint} NOT NULL CHECK (version >= 1),
    PRIMARY KEY (council_id, id),
    UNIQUE (council_id, plan_id, number),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id),
    FOREIGN KEY (council_id, sha256) REFERENCES file (council_id, sha256)
) {wide};
