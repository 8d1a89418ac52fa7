-- The shop's own table: no file of this folder creates it.
ALTER TABLE shop_payments ADD COLUMN invoice_id bigint;
