delete from towns where land is null;
insert into streets values (1, 'Hirschstrasse');
