-- How many entries a council's record has, and the hash of the last one, kept beside the chain and
-- written in the same transaction: a chain whose end was cut off is whole in itself, and only the
-- head tells. The index finds the last change of one thing without walking through the record.
CREATE TABLE record_head (
    council_id {uuid} NOT NULL,
    entries {bigint} NOT NULL CHECK (entries >= 1),
    hash {text} NOT NULL,
    PRIMARY KEY (council_id),
    FOREIGN KEY (council_id) REFERENCES council (id)
) {small};

INSERT INTO record_head (council_id, entries, hash)
SELECT last.council_id, last.sequence, last.hash FROM change last
WHERE last.sequence = (
    SELECT MAX(any_entry.sequence) FROM change any_entry
    WHERE any_entry.council_id = last.council_id
);

CREATE INDEX change_of_object ON change (council_id, object, sequence);
