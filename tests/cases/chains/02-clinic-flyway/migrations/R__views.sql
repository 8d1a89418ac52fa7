CREATE OR REPLACE VIEW hospital.present AS SELECT p.patient_no, p.family_name, v.arrived FROM hospital.patient p JOIN hospital.visit v USING (patient_no) WHERE v.departed IS NULL;
