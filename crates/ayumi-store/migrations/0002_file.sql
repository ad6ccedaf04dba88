-- Which council holds which file of the data folder. The bytes lie there once under their
-- SHA-256; a row is written only after the file is durable, so a row never points at nothing.
CREATE TABLE file (
    council_id {uuid} NOT NULL,
    sha256 {text} NOT NULL CHECK (length(sha256) = 64),
    size {bigint} NOT NULL CHECK (size >= 0),
    PRIMARY KEY (council_id, sha256),
    FOREIGN KEY (council_id) REFERENCES council (id)
) {small};
