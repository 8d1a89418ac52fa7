-- +goose Up
CREATE INDEX items_trgm ON items USING gin (name gin_trgm_ops);
CREATE INDEX items_trgm2 ON items USING gist (name gist_trgm_ops (siglen = 32));
CREATE INDEX items_attrs ON items USING gin (attrs);
CREATE INDEX items_path ON items USING gist (path);
CREATE INDEX items_area ON items USING spgist (area);
CREATE INDEX items_len ON items (length(name), (attrs -> 'size'));
CREATE INDEX items_tags ON items USING gin (tags) WHERE tags <> '{}';
-- +goose Down
SELECT 1;
