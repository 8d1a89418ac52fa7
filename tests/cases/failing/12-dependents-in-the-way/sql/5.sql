alter table shirts drop constraint shirts_pkey;
