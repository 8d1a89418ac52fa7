alter table pumps alter running type mode using (case when running then 'on' else 'off' end)::mode;
