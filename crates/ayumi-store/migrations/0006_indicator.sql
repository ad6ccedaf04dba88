-- Indicators and their values. kind is baseline, target or actual. A value stays the printed
-- words; number stands beside it only where the words are one.
CREATE TABLE indicator (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    name {text},
    unit {text},
    PRIMARY KEY (council_id, plan_id, item_id, position),
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE
) {large};

CREATE TABLE reported_value (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    indicator INTEGER NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('baseline', 'target', 'actual')),
    position INTEGER NOT NULL,
    year INTEGER,
    half INTEGER CHECK (half BETWEEN 1 AND 2),
    quarter INTEGER CHECK (quarter BETWEEN 1 AND 4),
    section {text},
    words {text} NOT NULL,
    number {real},
    PRIMARY KEY (council_id, plan_id, item_id, indicator, kind, position),
    FOREIGN KEY (council_id, plan_id, item_id, indicator)
        REFERENCES indicator (council_id, plan_id, item_id, position) ON DELETE CASCADE,
    CHECK (half IS NULL OR quarter IS NULL),
    CHECK (year IS NOT NULL OR (half IS NULL AND quarter IS NULL))
) {large};
