alter table pumps alter running drop default;
alter table pumps alter running type int;
