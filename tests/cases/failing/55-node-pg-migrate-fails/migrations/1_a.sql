-- Up Migration
CREATE TABLE bikes (id serial PRIMARY KEY);
CREATE TRIGGER stamp BEFORE UPDATE ON bikes FOR EACH ROW EXECUTE FUNCTION now();
-- Down Migration
DROP TABLE bikes;
