create index concurrent ok_id on ok (id);
