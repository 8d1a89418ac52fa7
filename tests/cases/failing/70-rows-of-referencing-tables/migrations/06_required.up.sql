alter table towns alter land set not null;
