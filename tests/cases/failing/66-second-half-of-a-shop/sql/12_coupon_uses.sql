CREATE TABLE coupon_uses (id SERIAL PRIMARY KEY, coupon_id INTEGER NOT NULL);

ALTER TABLE coupon_uses
    ADD CONSTRAINT coupon_uses_coupon FOREIGN KEY (coupon_id) REFERENCES coupons (id);
