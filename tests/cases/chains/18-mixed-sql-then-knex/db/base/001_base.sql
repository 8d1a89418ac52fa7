CREATE TABLE accounts (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL);
CREATE TABLE settings (account_id uuid REFERENCES accounts, key text, value jsonb, PRIMARY KEY (account_id, key));
