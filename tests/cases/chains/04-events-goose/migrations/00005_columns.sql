-- +goose Up
ALTER TABLE events ADD COLUMN actor uuid;
ALTER TABLE events RENAME COLUMN kind TO type;
ALTER TABLE tenants ADD COLUMN label varchar(20) NOT NULL DEFAULT 'none';
ALTER TABLE tenants ADD UNIQUE (region, id, label);
-- +goose Down
SELECT 1;
