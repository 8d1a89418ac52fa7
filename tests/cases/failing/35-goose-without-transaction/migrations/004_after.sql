-- +goose Up
-- +goose StatementBegin
ALTER TABLE rides ADD COLUMN fare numeric;
-- +goose StatementEnd
CREATE INDEX ON tips (id);
-- +goose Down
SELECT 1;
