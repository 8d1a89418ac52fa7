CREATE TABLE exams (id int PRIMARY KEY);
BEGIN;
ALTER TABLE courses ADD COLUMN title text;
ALTER TABLE lectures ADD COLUMN room text;
COMMIT;
