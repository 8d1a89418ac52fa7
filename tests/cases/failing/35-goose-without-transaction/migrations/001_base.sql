-- +goose Up
CREATE TABLE taxis (id int PRIMARY KEY, plate text);
-- +goose Down
DROP TABLE taxis;
