alter table cars rename column make to brand;
alter table cars rename to vehicles;
alter table vehicles rename constraint recent to not_too_old;
alter view offers rename column gross to total;
alter view offers alter column total set default 0;
