-- +goose Up
ALTER TABLE rides ADD COLUMN fare numeric;
DROP INDEX rides_taxi;
-- +goose Down
SELECT 1;
