CREATE SCHEMA IF NOT EXISTS app;
CREATE TABLE app.tenants (id serial PRIMARY KEY, name text UNIQUE);
