ALTER TABLE clinic.ward SET SCHEMA public;
ALTER TYPE clinic.sex RENAME TO gender;
ALTER TABLE clinic.stay RENAME TO visit;
ALTER TABLE clinic.visit RENAME "left" TO departed;
