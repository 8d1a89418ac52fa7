-- Up Migration
CREATE TABLE persons (id serial PRIMARY KEY, name text NOT NULL, born date);
CREATE TABLE pupils (class varchar(4), UNIQUE (id)) INHERITS (persons);
CREATE TABLE teachers (subjects text[] DEFAULT ARRAY['maths'], salary money) INHERITS (persons);
-- Down Migration
DROP TABLE pupils;
