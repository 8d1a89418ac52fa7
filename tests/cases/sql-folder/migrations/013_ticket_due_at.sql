ALTER TABLE tickets ADD COLUMN due_at timestamptz;
