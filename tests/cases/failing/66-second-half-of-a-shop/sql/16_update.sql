UPDATE products SET price = 0 WHERE price IS NULL;
ALTER TABLE products ALTER COLUMN price SET NOT NULL;
