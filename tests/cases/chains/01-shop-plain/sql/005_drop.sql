ALTER TABLE order_lines DROP COLUMN total;
ALTER TABLE order_lines DROP CONSTRAINT order_lines_quantity_check;
ALTER TABLE products DROP CONSTRAINT products_sku_key;
CREATE UNIQUE INDEX products_sku ON products (sku) WHERE sku <> '';
DROP INDEX products_title_idx;
ALTER TABLE products DROP COLUMN tags;
