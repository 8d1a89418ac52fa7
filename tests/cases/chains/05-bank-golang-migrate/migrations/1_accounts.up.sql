BEGIN;
CREATE DOMAIN iban AS varchar(34) CHECK (VALUE ~ '^[A-Z]{2}[0-9]{2}');
CREATE DOMAIN amount AS numeric(18, 4) NOT NULL DEFAULT 0;
CREATE TYPE currency AS ENUM ('EUR', 'USD', 'CHF');
CREATE TYPE money_value AS (amount numeric(18, 4), currency currency);
CREATE TYPE rate_range AS RANGE (subtype = numeric);
CREATE TABLE accounts (
    iban iban PRIMARY KEY,
    balance amount,
    currency currency NOT NULL DEFAULT 'EUR',
    credit_limit money_value,
    interest rate_range DEFAULT '[0,1)'
);
COMMIT;
