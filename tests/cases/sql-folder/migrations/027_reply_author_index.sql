-- The column comes with 028.
CREATE INDEX replies_author_id_idx ON replies (author_id);
