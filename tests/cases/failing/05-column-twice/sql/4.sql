alter table boats rename id to name;
