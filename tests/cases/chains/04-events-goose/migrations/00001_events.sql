-- +goose Up
-- +goose StatementBegin
CREATE TABLE events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    happened timestamptz NOT NULL,
    kind text NOT NULL,
    body jsonb NOT NULL DEFAULT '{}'::jsonb,
    PRIMARY KEY (id, happened)
) PARTITION BY RANGE (happened);
-- +goose StatementEnd
CREATE TABLE events_2023 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
-- +goose Down
DROP TABLE events;
