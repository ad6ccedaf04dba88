-- The councils: the tenants, and the only table without a council before its key. Every other
-- table begins its keys with council_id, so that a forgotten condition finds nothing instead of
-- a neighbour's rows.
CREATE TABLE council (
    id {uuid} NOT NULL PRIMARY KEY,
    slug {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    revision {bigint} NOT NULL CHECK (revision >= 0)
) {small};
