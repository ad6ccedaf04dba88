-- Which part of its source a plan was read from (a file may bind several plans; 0 is the first),
-- and the encoding a person chose for it, so that reading the source again gives the same text.
ALTER TABLE plan_origin ADD COLUMN part INTEGER NOT NULL DEFAULT 0 CHECK (part >= 0);

ALTER TABLE plan_origin ADD COLUMN encoding {text};
