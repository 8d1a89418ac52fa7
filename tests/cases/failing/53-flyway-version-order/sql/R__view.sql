create or replace view all_steps as select id, label, missing from steps;
