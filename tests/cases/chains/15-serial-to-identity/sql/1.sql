create table members (id serial primary key, num bigserial, small smallserial not null);
create table old_style (id int primary key);
create sequence old_style_seq;
alter table old_style alter column id set default nextval('old_style_seq');
alter sequence old_style_seq owned by old_style.id;
