ALTER TABLE customers RENAME TO buyers;
ALTER TABLE orders RENAME COLUMN customer_id TO buyer_id;
ALTER TABLE orders RENAME CONSTRAINT placed_after_founding TO orders_placed_check;
ALTER INDEX products_lower_idx RENAME TO products_title_lower;
ALTER TABLE products RENAME COLUMN price TO list_price;
ALTER SEQUENCE customers_id_seq RENAME TO buyers_seq;
