CREATE TABLE customers (id bigserial PRIMARY KEY, email text NOT NULL, name varchar, UNIQUE (email));
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    state char(1) DEFAULT 'n' CHECK (state IN ('n', 'p', 's')),
    placed date DEFAULT CURRENT_DATE,
    CONSTRAINT placed_after_founding CHECK (placed > '2001-01-01')
);
CREATE TABLE order_lines (
    order_id bigint REFERENCES orders (id) ON DELETE CASCADE,
    product_id int REFERENCES products ON DELETE RESTRICT ON UPDATE CASCADE,
    quantity smallint NOT NULL DEFAULT 1,
    unit_price numeric(10, 2) NOT NULL,
    total numeric GENERATED ALWAYS AS (quantity * unit_price) STORED,
    PRIMARY KEY (order_id, product_id),
    CHECK (quantity > 0 AND quantity < 1000)
);
