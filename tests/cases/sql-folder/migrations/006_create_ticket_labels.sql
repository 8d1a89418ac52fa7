CREATE TABLE ticket_labels (
    ticket_id text NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    label_id bigint NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
    PRIMARY KEY (ticket_id, label_id)
);
CREATE INDEX ticket_labels_label_id_idx ON ticket_labels (label_id);
