-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE rides (id int PRIMARY KEY, taxi int REFERENCES taxis);
CREATE INDEX CONCURRENTLY rides_taxi ON rides (taxi);
ALTER TABLE rides ADD COLUMN fare money, ADD COLUMN taxi int;
CREATE TABLE tips (id int);
-- +goose Down
DROP TABLE rides;
