-- Up Migration
CREATE VIEW fast AS SELECT id, gears FROM bikes;
-- Down Migration
DROP VIEW fast;
