-- The tree of a plan: items by parent and position, and what is printed with an item. The key
-- runs council, plan, item, position: one range of it loads a whole plan in order.
CREATE TABLE item (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    parent_id {uuid},
    position INTEGER NOT NULL,
    level {text},
    label {text},
    title {text} NOT NULL,
    place {text},
    PRIMARY KEY (council_id, plan_id, id),
    UNIQUE (council_id, id),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id) ON DELETE CASCADE,
    FOREIGN KEY (council_id, plan_id, parent_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE,
    CHECK (parent_id <> id)
) {large};

CREATE INDEX item_of_parent ON item (council_id, plan_id, parent_id, position);

CREATE TABLE item_mark (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    mark {text} NOT NULL,
    PRIMARY KEY (council_id, plan_id, item_id, position),
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE
) {large};

CREATE TABLE item_text (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    name {text} NOT NULL,
    words {text} NOT NULL,
    PRIMARY KEY (council_id, plan_id, item_id, position),
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE
) {large};

CREATE TABLE item_section (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    section {text} NOT NULL,
    PRIMARY KEY (council_id, plan_id, item_id, position),
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE
) {large};
