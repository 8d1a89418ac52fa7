-- +goose Up
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS hstore;
CREATE EXTENSION IF NOT EXISTS ltree;
CREATE COLLATION IF NOT EXISTS german (provider = icu, locale = 'de-DE');
CREATE TABLE items (id int PRIMARY KEY, name text COLLATE german, attrs hstore DEFAULT '', path ltree, area box, tags text[]);
-- +goose Down
DROP TABLE items;
