ALTER TABLE transfers ADD COLUMN fee amount;
ALTER DOMAIN iban RENAME TO account_number;
ALTER DOMAIN amount DROP NOT NULL;
ALTER DOMAIN account_number ADD CONSTRAINT short CHECK (length(VALUE) < 35) NOT VALID;
ALTER TYPE money_value RENAME ATTRIBUTE amount TO quantity CASCADE;
ALTER TYPE money_value ADD ATTRIBUTE note text;
