-- Keys of requests that were carried out, with what was answered: a double click or a repeated
-- request gets the same answer and changes nothing.
CREATE TABLE idempotency_key (
    council_id {uuid} NOT NULL,
    key {text} NOT NULL,
    action {text} NOT NULL,
    request_digest {text} NOT NULL,
    response {text} NOT NULL,
    created_at {bigint} NOT NULL,
    PRIMARY KEY (council_id, key),
    FOREIGN KEY (council_id) REFERENCES council (id)
) {small};

CREATE INDEX idempotency_key_age ON idempotency_key (council_id, created_at);
