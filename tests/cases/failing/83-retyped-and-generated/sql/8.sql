alter table plain alter a type text;
