alter table songs drop constraint songs_pkey;
