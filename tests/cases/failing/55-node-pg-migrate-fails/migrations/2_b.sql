-- Up Migration
CREATE TABLE bikes (id serial PRIMARY KEY);
-- Down Migration
DROP TABLE bicycles;
