alter type phase add value 'run';
alter table projects alter phase set default 'run';
