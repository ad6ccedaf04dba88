-- Items of which a person confirmed that no finding speaks of them. What the program only guesses
-- is computed and never stored.
CREATE TABLE unmentioned (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    position INTEGER NOT NULL,
    item_id {uuid} NOT NULL,
    PRIMARY KEY (council_id, plan_id, position),
    FOREIGN KEY (council_id, plan_id, item_id)
        REFERENCES item (council_id, plan_id, id) ON DELETE CASCADE
) {small};

CREATE INDEX unmentioned_item ON unmentioned (council_id, plan_id, item_id);
