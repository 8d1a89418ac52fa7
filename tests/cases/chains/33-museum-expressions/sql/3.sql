ALTER TABLE works ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(artist, ''))) STORED,
  ADD COLUMN total numeric GENERATED ALWAYS AS (round(price * 1.19, 2)) STORED,
  ADD COLUMN full_title text GENERATED ALWAYS AS (CASE WHEN artist IS NULL THEN title::text ELSE artist || ': ' || title END) STORED;
CREATE INDEX works_search ON works USING gin (search);
CREATE INDEX works_json ON works USING gin (jb jsonb_path_ops);
CREATE INDEX works_expr ON works ((jb ->> 'key'), (year + 1) DESC, lower(title) COLLATE "C");
CREATE INDEX works_part ON works (id) WHERE sold IS NULL AND medium = 'oil' AND (year > 5 OR lent);
CREATE INDEX works_part2 ON works (id) WHERE jb @> '{"x": 1}' AND title IN ('a', 'b') AND NOT lent;
CREATE INDEX works_hash ON works USING hash (title);
CREATE INDEX works_brin ON works USING brin (acquired) WITH (pages_per_range = 32);
CREATE INDEX works_ops ON works (title varchar_pattern_ops, artist COLLATE "C" text_pattern_ops NULLS FIRST);
CREATE UNIQUE INDEX works_coalesce ON works (coalesce(artist, ''), date_trunc('day', sold AT TIME ZONE 'UTC'));
