INSERT INTO jobs (payload) SELECT jsonb_build_object('n', g) FROM generate_series(1, 3) g;
WITH old AS (DELETE FROM jobs WHERE id < 2 RETURNING *) INSERT INTO jobs (queue, payload) SELECT 'again', payload FROM old;
ALTER TABLE jobs ALTER COLUMN payload TYPE json USING payload::json;
