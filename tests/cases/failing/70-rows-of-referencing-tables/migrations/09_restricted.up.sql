delete from towns;
