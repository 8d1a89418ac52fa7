-- +goose Up
CREATE TABLE rides (id int);
-- +goose Down
SELECT 1;
