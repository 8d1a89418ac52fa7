-- Deploy lab:appschema to pg
BEGIN;
CREATE SCHEMA lab;
CREATE ROLE lab_reader_09;
GRANT USAGE ON SCHEMA lab TO lab_reader_09;
COMMIT;
