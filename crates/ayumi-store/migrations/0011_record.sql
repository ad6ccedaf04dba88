-- The record: one entry per change in one hash chain per council. The chain holds salted digests
-- only; the contents stand apart and may be erased (個人情報保護法 22条) without breaking it.
CREATE TABLE change (
    council_id {uuid} NOT NULL,
    sequence {bigint} NOT NULL CHECK (sequence >= 1),
    previous {text} NOT NULL,
    at {text} NOT NULL,
    actor {text} NOT NULL,
    action {text} NOT NULL,
    object {text} NOT NULL,
    before {text},
    after {text},
    hash {text} NOT NULL,
    PRIMARY KEY (council_id, sequence),
    FOREIGN KEY (council_id) REFERENCES council (id)
) {large};

CREATE TABLE change_content (
    council_id {uuid} NOT NULL,
    sequence {bigint} NOT NULL,
    salt {bytes} NOT NULL,
    before {bytes},
    after {bytes},
    PRIMARY KEY (council_id, sequence),
    FOREIGN KEY (council_id, sequence) REFERENCES change (council_id, sequence)
) {large_wide};
