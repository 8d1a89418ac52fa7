-- Deploy lab:samples to pg
-- requires: appschema
BEGIN;
CREATE TABLE lab.samples (
    barcode text PRIMARY KEY,
    taken timestamptz NOT NULL,
    volume_ml double precision CHECK (volume_ml > 0.5),
    hazardous boolean DEFAULT 'no',
    parent text REFERENCES lab.samples
);
CREATE UNLOGGED TABLE lab.scratch (LIKE lab.samples);
COMMIT;
