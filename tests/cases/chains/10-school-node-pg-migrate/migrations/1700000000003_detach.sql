-- Up Migration
ALTER TABLE teachers NO INHERIT persons;
CREATE TABLE janitors (id int NOT NULL, full_name text NOT NULL, born date NOT NULL, email varchar(100), CONSTRAINT persons_email_check CHECK (email LIKE '%@%'));
ALTER TABLE janitors INHERIT persons;
ALTER TABLE persons DROP COLUMN email;
-- Down Migration
SELECT 1;
