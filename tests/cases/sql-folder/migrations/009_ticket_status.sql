ALTER TABLE tickets ADD COLUMN status text NOT NULL DEFAULT 'open';
