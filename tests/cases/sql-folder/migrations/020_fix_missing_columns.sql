ALTER TABLE tickets ADD COLUMN source text;
