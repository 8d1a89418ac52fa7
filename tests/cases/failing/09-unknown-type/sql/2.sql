create table trees (id int, age int);
alter table trees alter age type numbr;
