DROP VIEW all_accounts CASCADE;
DROP TYPE rate_range CASCADE;
