-- A small shop, the way a first migration is often written.
CREATE TABLE products (
    id serial PRIMARY KEY,
    sku varchar(32) NOT NULL UNIQUE,
    title text NOT NULL,
    price numeric(10, 2) NOT NULL CHECK (price >= 0),
    weight_grams int,
    tags text[] NOT NULL DEFAULT '{}',
    attributes jsonb DEFAULT '{"color": null}',
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON products (title);
CREATE INDEX ON products (lower(title));
CREATE INDEX ON products USING gin (tags);
