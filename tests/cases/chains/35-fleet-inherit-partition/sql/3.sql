alter table log add foreign key (truck) references asset (id);
alter table log rename column note to remark;
alter index log_truck rename to log_by_truck;
alter table log detach partition log_old;
drop table log_2001_a;
alter table log alter column remark set default 'changed';
alter table log_default rename to log_rest;
create trigger t after insert on log for each row execute function suppress_redundant_updates_trigger();
