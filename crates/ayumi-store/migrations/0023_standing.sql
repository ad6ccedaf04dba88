-- How an item stands beside the tree, how an indicator is meant, the groupings across a plan, and
-- to whom an edition was sent: JSON, for they are always read and written whole with their row.
-- A file of an edition is its paper as it was put up, or the slip that came back scanned.
-- internal = 1: a text for the office alone. A comment belongs to an item for as long as that is
-- anywhere: in the tree, in the bin, or merged into another one; so nothing here points at its row.
ALTER TABLE plan ADD COLUMN groupings {text};
ALTER TABLE item ADD COLUMN standing {text};
ALTER TABLE item_text ADD COLUMN internal {bigint};
ALTER TABLE indicator ADD COLUMN definition {text};
ALTER TABLE edition ADD COLUMN sent {text};
CREATE TABLE edition_file (
    council_id {uuid} NOT NULL,
    edition_id {uuid} NOT NULL,
    position {bigint} NOT NULL CHECK (position >= 0),
    role {text} NOT NULL,
    name {text} NOT NULL,
    sha256 {text} NOT NULL,
    size {bigint} NOT NULL CHECK (size >= 0),
    PRIMARY KEY (council_id, edition_id, position),
    FOREIGN KEY (council_id, edition_id) REFERENCES edition (council_id, id),
    FOREIGN KEY (council_id, sha256) REFERENCES file (council_id, sha256)
) {small};
CREATE TABLE comment (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    first_item_id {uuid} NOT NULL,
    words {text} NOT NULL,
    made_at {text} NOT NULL,
    made_by {text} NOT NULL,
    person_id {uuid},
    resolved_at {text},
    resolved_by {text},
    version {bigint} NOT NULL CHECK (version >= 1),
    PRIMARY KEY (council_id, plan_id, id),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id)
) {wide};
CREATE INDEX comment_of_item ON comment (council_id, plan_id, item_id);
