-- A stopped council: nobody comes in, nothing of it is lost.
ALTER TABLE council ADD COLUMN stopped {bigint} NOT NULL DEFAULT 0;
