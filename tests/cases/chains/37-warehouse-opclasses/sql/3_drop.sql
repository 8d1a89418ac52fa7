-- +goose Up
DROP EXTENSION ltree CASCADE;
ALTER TABLE items ALTER COLUMN name TYPE varchar(80);
DROP INDEX items_trgm2;
-- +goose Down
SELECT 1;
