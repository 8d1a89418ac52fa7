-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY events_2023_actor ON events_2023 (happened NULLS FIRST);
-- +goose Down
DROP INDEX events_2023_actor;
