CREATE TABLE seven (id int); CREATE TABLE eight (id int, CONSTRAINT "semi;colon" CHECK (id <> 0)); -- and a comment; with a semicolon
/* a block; comment /* nested; */ */ ALTER TABLE one ADD COLUMN "a;b" text DEFAULT ';';
INSERT INTO one (id) VALUES (1), (2);
UPDATE one SET "a;b" = 'x' WHERE id = 1;
DELETE FROM two;
TRUNCATE two;
LOCK TABLE two IN SHARE MODE;
ANALYZE one;
