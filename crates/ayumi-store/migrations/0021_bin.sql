-- What was taken out of a plan, with all it carried and whatever pointed at it, until it is put back
-- or its time is over. cut = JSON of ayumi_core::plan::edit::Cut; owners = JSON: item → post.
CREATE TABLE bin (
    council_id {uuid} NOT NULL,
    plan_id {uuid} NOT NULL,
    item_id {uuid} NOT NULL,
    title {text} NOT NULL,
    items {bigint} NOT NULL CHECK (items >= 1),
    cut {text} NOT NULL,
    owners {text} NOT NULL,
    removed_at {bigint} NOT NULL,
    removed_by {text} NOT NULL,
    PRIMARY KEY (council_id, plan_id, item_id),
    FOREIGN KEY (council_id, plan_id) REFERENCES plan (council_id, id) ON DELETE CASCADE
) {wide};
