CREATE TABLE tickets (
    id text PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    subject text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tickets_account_id_created_at_idx ON tickets (account_id, created_at);
