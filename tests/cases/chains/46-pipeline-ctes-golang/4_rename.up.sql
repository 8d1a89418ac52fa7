ALTER TABLE jobs DROP CONSTRAINT jobs_state, ADD CONSTRAINT jobs_state_known CHECK (state = ANY (ARRAY['new', 'done', 'failed', 'dead'])) NOT VALID;
ALTER TABLE jobs RENAME TO tasks;
ALTER SEQUENCE jobs_id_seq RENAME TO tasks_id_seq;
ALTER INDEX jobs_pkey RENAME TO tasks_pkey;
REINDEX TABLE tasks;
