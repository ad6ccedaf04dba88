-- Who answers for an item: a post, so that nothing changes its owner when people move in April.
CREATE TABLE item_owner (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    post_id {uuid} NOT NULL,
    PRIMARY KEY (council_id, plan_id, item_id),
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE,
    FOREIGN KEY (council_id, post_id) REFERENCES post (council_id, id)
) {small};
CREATE INDEX item_owner_by_post ON item_owner (council_id, post_id);

-- Changes of posts that are prepared and hold from a day on. stage = JSON: what it ended and began,
-- to take it back until that day.
CREATE TABLE handover (
    council_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    version {bigint} NOT NULL CHECK (version >= 1),
    name {text} NOT NULL,
    day {text} NOT NULL,
    moves {text} NOT NULL,
    stage {text} NOT NULL,
    PRIMARY KEY (council_id, id),
    FOREIGN KEY (council_id) REFERENCES council (id)
) {wide};

-- Until when the operator may look into a council that asked for help.
CREATE TABLE support_grant (
    council_id {uuid} NOT NULL,
    until {bigint} NOT NULL,
    PRIMARY KEY (council_id),
    FOREIGN KEY (council_id) REFERENCES council (id)
) {small};
