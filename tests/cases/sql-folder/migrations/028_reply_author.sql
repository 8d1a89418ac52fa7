ALTER TABLE replies ADD COLUMN author_id bigint REFERENCES members (id) ON DELETE SET NULL;
