-- +goose Up
CREATE TABLE tenants (region text, id int, PRIMARY KEY (region, id)) PARTITION BY LIST (region);
CREATE TABLE tenants_eu PARTITION OF tenants FOR VALUES IN ('de', 'fr') PARTITION BY HASH (id);
CREATE TABLE tenants_eu_0 PARTITION OF tenants_eu FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE tenants_eu_1 PARTITION OF tenants_eu FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE tenants_us PARTITION OF tenants (CONSTRAINT us_ids CHECK (id > 0)) FOR VALUES IN ('us');
CREATE TABLE seats (region text, tenant int, seat int, FOREIGN KEY (region, tenant) REFERENCES tenants);
-- +goose Down
DROP TABLE tenants;
