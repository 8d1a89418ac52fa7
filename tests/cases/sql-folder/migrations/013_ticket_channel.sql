ALTER TABLE tickets ADD COLUMN channel text NOT NULL DEFAULT 'mail';
