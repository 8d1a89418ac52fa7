alter table hives add column honey int;
