BEGIN;
CREATE TABLE courses (id int PRIMARY KEY);
COMMIT;
BEGIN;
CREATE TABLE lectures (id int PRIMARY KEY, course int REFERENCES courses);
CREATE TABLE lectures (id int);
COMMIT;
