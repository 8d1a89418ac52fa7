CREATE SCHEMA IF NOT EXISTS archive;
CREATE TABLE IF NOT EXISTS notes (id serial PRIMARY KEY, text varchar(10) NOT NULL, author text);
CREATE TABLE IF NOT EXISTS archive.notes (LIKE notes EXCLUDING ALL);
