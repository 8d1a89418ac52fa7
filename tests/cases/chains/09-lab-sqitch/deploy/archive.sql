-- Deploy lab:archive to pg
BEGIN;
CREATE TABLE lab.archive AS SELECT r.no, r.value, s.taken, r.unit || '!' AS remark FROM lab.results r JOIN lab.samples s USING (barcode);
CREATE TABLE lab.empty_archive (a, b) AS SELECT no, barcode FROM lab.results WITH NO DATA;
ALTER TABLE lab.scratch SET LOGGED;
ALTER TABLE lab.samples DROP COLUMN volume_ml;
COMMIT;
