-- Up Migration
CREATE TABLE grades (
  pupil int REFERENCES pupils (id),
  subject text,
  grade numeric(2,1) CHECK (grade >= 1.0 AND grade <= 6.0),
  PRIMARY KEY (pupil, subject)
);
CREATE INDEX grades_good ON grades (subject) WHERE grade < 2.5;
-- Down Migration
DROP TABLE grades;
