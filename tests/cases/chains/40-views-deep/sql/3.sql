drop materialized view winners cascade;
drop view if exists v4, v5;
