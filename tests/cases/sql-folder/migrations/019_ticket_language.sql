ALTER TABLE tickets ADD COLUMN language text NOT NULL DEFAULT 'en';
