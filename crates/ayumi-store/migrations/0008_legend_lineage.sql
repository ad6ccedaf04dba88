-- What the signs of a plan mean, and the edges that carry on items of earlier plans. The earlier
-- item has no foreign key: a plan may be read in before the plan it carries on.
CREATE TABLE legend (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    symbol {text} NOT NULL,
    meaning {text} NOT NULL,
    axis {text},
    rank {bigint},
    place {text},
    PRIMARY KEY (council_id, plan_id, position),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id) ON DELETE CASCADE
) {small};

CREATE TABLE lineage (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    from_id {uuid} NOT NULL,
    to_id {uuid} NOT NULL,
    verdict {text} NOT NULL,
    PRIMARY KEY (council_id, plan_id, position),
    FOREIGN KEY (council_id, plan_id, to_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE
) {large};

CREATE INDEX lineage_from ON lineage (council_id, from_id);

CREATE INDEX lineage_to ON lineage (council_id, plan_id, to_id);
