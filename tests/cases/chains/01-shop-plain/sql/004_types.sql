ALTER TABLE products ALTER COLUMN weight_grams TYPE bigint;
ALTER TABLE products ALTER COLUMN sku TYPE text, ALTER COLUMN title SET DEFAULT 'untitled';
ALTER TABLE products ALTER list_price DROP NOT NULL, ADD COLUMN cost numeric(10, 2), ADD CONSTRAINT margin CHECK (list_price > cost);
ALTER TABLE orders ALTER COLUMN state TYPE varchar(10) USING state::varchar;
ALTER TABLE buyers ALTER COLUMN name SET NOT NULL, ALTER COLUMN name TYPE varchar(80);
