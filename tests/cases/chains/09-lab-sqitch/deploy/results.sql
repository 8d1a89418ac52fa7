-- Deploy lab:results to pg
BEGIN;
CREATE SEQUENCE lab.result_numbers AS integer INCREMENT 10 START 100;
CREATE TABLE lab.results (
    no integer DEFAULT nextval('lab.result_numbers') NOT NULL,
    barcode text NOT NULL REFERENCES lab.samples ON DELETE CASCADE,
    value numeric(7,3),
    unit varchar(8) DEFAULT 'mg/dl'::varchar,
    CONSTRAINT results_pk PRIMARY KEY (no)
);
ALTER SEQUENCE lab.result_numbers OWNED BY lab.results.no;
CREATE INDEX results_value_idx ON lab.results ((value * 10), barcode) WHERE value IS NOT NULL;
COMMIT;
