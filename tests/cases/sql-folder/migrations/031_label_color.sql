ALTER TABLE ticket_labels ADD COLUMN added_at timestamptz NOT NULL DEFAULT now();
