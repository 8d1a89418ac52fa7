create index steps_label on steps (label);
