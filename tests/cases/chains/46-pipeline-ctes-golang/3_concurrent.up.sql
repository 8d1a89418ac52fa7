CREATE INDEX CONCURRENTLY jobs_queue ON jobs (queue);
