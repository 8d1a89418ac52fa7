-- Written before the table that it indexes: 011 creates attachments.
CREATE INDEX attachments_ticket_id_idx ON attachments (ticket_id);
