ALTER TABLE accounts ADD CONSTRAINT IF NOT EXISTS accounts_plan_check CHECK (plan IN ('free', 'team'));
