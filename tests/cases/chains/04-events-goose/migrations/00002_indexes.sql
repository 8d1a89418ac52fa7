-- +goose Up
CREATE INDEX ON events (kind, happened DESC);
CREATE UNIQUE INDEX events_kind_once ON events (kind, happened, id);
ALTER TABLE events ADD CONSTRAINT kind_not_empty CHECK (kind <> '');
-- +goose Down
DROP INDEX events_kind_once;
