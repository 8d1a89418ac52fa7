ALTER TABLE tickets ADD COLUMN priority integer NOT NULL DEFAULT 0;
