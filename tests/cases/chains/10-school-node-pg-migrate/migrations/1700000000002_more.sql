-- Up Migration
ALTER TABLE persons ADD COLUMN email varchar(100) CHECK (email LIKE '%@%');
ALTER TABLE persons ALTER COLUMN born SET NOT NULL;
ALTER TABLE persons RENAME COLUMN name TO full_name;
ALTER TABLE ONLY persons ADD CONSTRAINT only_here CHECK (id > 0) NO INHERIT;
-- Down Migration
ALTER TABLE persons DROP COLUMN email;
