CREATE VIEW account_list AS SELECT iban, currency FROM accounts;
CREATE VIEW euro_accounts AS SELECT iban FROM account_list WHERE currency = 'EUR';
CREATE MATERIALIZED VIEW totals AS SELECT currency, count(*) AS n, sum(balance) AS total FROM accounts GROUP BY currency;
CREATE UNIQUE INDEX totals_currency ON totals (currency);
ALTER TABLE accounts RENAME COLUMN iban TO number;
ALTER VIEW account_list RENAME TO all_accounts;
