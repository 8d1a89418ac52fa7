SET search_path TO clinic, public;
CREATE TABLE ward (code text PRIMARY KEY, beds smallint NOT NULL CHECK (beds BETWEEN 1 AND 60));
CREATE TABLE stay (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    patient_no int NOT NULL REFERENCES patient,
    ward text REFERENCES ward (code) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
    arrived timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left" timestamp,
    CONSTRAINT "stays end after they begin" CHECK ("left" IS NULL OR "left" >= arrived)
);
