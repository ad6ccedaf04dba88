-- The head of a plan's draft, the names of its levels, and where it came from. The origin stands
-- apart because it is no part of the plan: the same file or form twice is found by it.
CREATE TABLE plan (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    slug {text} NOT NULL,
    version {bigint} NOT NULL CHECK (version >= 1),
    organization {text},
    title {text} NOT NULL,
    generation {bigint},
    period_from INTEGER,
    period_to INTEGER,
    period_text {text},
    philosophy {text},
    vision {text},
    PRIMARY KEY (council_id, id),
    UNIQUE (council_id, slug),
    FOREIGN KEY (council_id) REFERENCES council (id),
    CHECK ((period_from IS NULL) = (period_text IS NULL))
) {small};

CREATE TABLE level (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    name {text} NOT NULL,
    PRIMARY KEY (council_id, plan_id, position),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id) ON DELETE CASCADE
) {small};

CREATE TABLE plan_origin (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    source_sha256 {text},
    source_name {text},
    form_digest {text} NOT NULL,
    PRIMARY KEY (council_id, plan_id),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id) ON DELETE CASCADE,
    FOREIGN KEY (council_id, source_sha256) REFERENCES file (council_id, sha256)
) {small};

CREATE INDEX plan_origin_source ON plan_origin (council_id, source_sha256);

CREATE INDEX plan_origin_form ON plan_origin (council_id, form_digest);
