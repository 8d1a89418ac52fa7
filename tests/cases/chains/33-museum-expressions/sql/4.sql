ALTER TABLE works RENAME COLUMN title TO name;
ALTER TABLE works RENAME COLUMN jb TO "Details";
ALTER TABLE works RENAME COLUMN year TO "year made";
