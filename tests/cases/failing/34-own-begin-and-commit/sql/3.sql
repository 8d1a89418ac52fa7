ALTER TABLE courses ADD COLUMN title text;
ALTER TABLE exams ADD COLUMN day date;
