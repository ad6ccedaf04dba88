-- What is to happen when. A span ends in until_year; until_open tells an open end (以降) from a
-- cell without an end. half is 1 or 2, quarter 1 to 4; a term is never both.
CREATE TABLE schedule_cell (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    year INTEGER,
    half INTEGER CHECK (half BETWEEN 1 AND 2),
    quarter INTEGER CHECK (quarter BETWEEN 1 AND 4),
    until_year INTEGER,
    until_open INTEGER NOT NULL CHECK (until_open IN (0, 1)),
    section {text},
    words {text} NOT NULL,
    PRIMARY KEY (council_id, plan_id, item_id, position),
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE,
    CHECK (half IS NULL OR quarter IS NULL),
    CHECK (year IS NOT NULL OR (half IS NULL AND quarter IS NULL)),
    CHECK (until_open = 0 OR until_year IS NULL)
) {large};
