alter table pumps alter mode type mode using mode::mode;
