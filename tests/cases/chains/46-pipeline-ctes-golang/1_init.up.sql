CREATE TABLE jobs (id bigserial PRIMARY KEY, queue text NOT NULL DEFAULT 'default', state text NOT NULL DEFAULT 'new', payload jsonb NOT NULL, run_at timestamptz NOT NULL DEFAULT now(), CONSTRAINT jobs_state CHECK (state IN ('new', 'done', 'failed')));
CREATE INDEX jobs_ready ON jobs (queue, run_at) WHERE state = 'new';
