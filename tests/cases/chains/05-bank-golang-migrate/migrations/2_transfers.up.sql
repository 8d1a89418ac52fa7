BEGIN;
CREATE TABLE transfers (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    source iban NOT NULL,
    target iban NOT NULL CONSTRAINT transfers_target_known REFERENCES accounts (iban),
    value amount CHECK (value > 0),
    booked timestamptz DEFAULT clock_timestamp(),
    reference varchar(140) COLLATE "C",
    CONSTRAINT transfers_pk PRIMARY KEY (id),
    CONSTRAINT not_to_self CHECK (source <> target)
);
ALTER TABLE transfers ADD FOREIGN KEY (source) REFERENCES accounts ON DELETE NO ACTION DEFERRABLE;
CREATE INDEX transfers_reference ON transfers (reference text_pattern_ops, booked DESC NULLS LAST);
COMMIT;
