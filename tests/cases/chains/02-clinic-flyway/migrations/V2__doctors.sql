CREATE TABLE clinic.doctor (
    LIKE clinic.patient INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING CONSTRAINTS,
    licence text NOT NULL,
    UNIQUE (licence)
);
ALTER TABLE clinic.doctor DROP COLUMN insurance_no;
CREATE TABLE clinic.treats (patient int REFERENCES clinic.patient (patient_no), doctor int, PRIMARY KEY (doctor, patient));
ALTER TABLE clinic.doctor ADD PRIMARY KEY (patient_no);
ALTER TABLE clinic.treats ADD CONSTRAINT treated_by FOREIGN KEY (doctor) REFERENCES clinic.doctor NOT VALID;
