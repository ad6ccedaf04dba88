-- How each level of a plan is numbered: JSON, for it is always read and written whole with the plan.
ALTER TABLE plan ADD COLUMN numbering {text};
