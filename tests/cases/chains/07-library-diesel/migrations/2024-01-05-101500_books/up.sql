CREATE TABLE books (
  id SERIAL PRIMARY KEY,
  isbn CHAR(13) UNIQUE NOT NULL,
  title VARCHAR NOT NULL,
  year SMALLINT CHECK (year > 1450),
  updated_at TIMESTAMP NOT NULL DEFAULT NOW()
);
SELECT diesel_manage_updated_at('books');
