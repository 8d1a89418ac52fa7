alter table post validate constraint boxes;
