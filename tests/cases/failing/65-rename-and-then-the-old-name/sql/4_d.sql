alter table colonies drop constraint colonies_pkey;
