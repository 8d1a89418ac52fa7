-- Fails on a new database: 014 was skipped, so that nothing has the column.
CREATE INDEX invoices_due_date_idx ON invoices (due_date);
