alter table m detach partition nothing;
