-- Looking back: ratings (none overwrites another) and findings with what they refer to and what
-- they are about. A finding without an item speaks of the whole plan.
CREATE TABLE rating (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    stage {text},
    axis {text},
    year INTEGER,
    half INTEGER CHECK (half BETWEEN 1 AND 2),
    quarter INTEGER CHECK (quarter BETWEEN 1 AND 4),
    section {text},
    grade {text} NOT NULL,
    words {text},
    given_on {text},
    person {text},
    PRIMARY KEY (council_id, plan_id, id),
    UNIQUE (council_id, id),
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE,
    CHECK (half IS NULL OR quarter IS NULL),
    CHECK (year IS NOT NULL OR (half IS NULL AND quarter IS NULL))
) {large};

CREATE INDEX rating_of_item ON rating (council_id, plan_id, item_id, position);

CREATE TABLE finding (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    item_id {uuid},
    position INTEGER NOT NULL,
    kind {text} NOT NULL,
    marker {text},
    words {text} NOT NULL,
    place {text},
    PRIMARY KEY (council_id, plan_id, id),
    UNIQUE (council_id, id),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id) ON DELETE CASCADE,
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE,
    CHECK (kind IN ('result', 'reflection', 'mixed', 'note', 'unclassified'))
) {large};

CREATE INDEX finding_of_item ON finding (council_id, plan_id, item_id, position);

CREATE TABLE finding_ref (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    finding_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    page {bigint},
    label {text},
    target_id {uuid},
    PRIMARY KEY (council_id, plan_id, finding_id, position),
    FOREIGN KEY (council_id, plan_id, finding_id)
        REFERENCES finding (council_id, plan_id, id) ON DELETE CASCADE,
    FOREIGN KEY (council_id, plan_id, target_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE
) {large};

CREATE INDEX finding_ref_target ON finding_ref (council_id, plan_id, target_id);

CREATE TABLE finding_about (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    finding_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    item_id {uuid} NOT NULL,
    PRIMARY KEY (council_id, plan_id, finding_id, position),
    FOREIGN KEY (council_id, plan_id, finding_id)
        REFERENCES finding (council_id, plan_id, id) ON DELETE CASCADE,
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE
) {large};

CREATE INDEX finding_about_item ON finding_about (council_id, plan_id, item_id);
