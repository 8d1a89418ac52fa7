ALTER TABLE clinic.treats VALIDATE CONSTRAINT treated_by;
ALTER SCHEMA clinic RENAME TO hospital;
