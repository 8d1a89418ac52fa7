ALTER TABLE crew ADD COLUMN rank text;
ALTER TABLE crew ADD CHECK (rank <> '');
