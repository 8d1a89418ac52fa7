CREATE SCHEMA app;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE users (
  id serial PRIMARY KEY,
  email varchar(255) NOT NULL UNIQUE,
  name text,
  mood mood DEFAULT 'ok',
  tags text[] NOT NULL DEFAULT '{}',
  score numeric(10,2) DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT users_score_check CHECK (score >= 0)
);
CREATE TABLE app.posts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  title text NOT NULL,
  body text,
  slug text GENERATED ALWAYS AS (lower(title)) STORED,
  UNIQUE (user_id, title)
);
CREATE TABLE post_tags (
  post_id bigint NOT NULL REFERENCES app.posts ON UPDATE CASCADE ON DELETE SET NULL,
  tag text NOT NULL,
  weight smallint,
  PRIMARY KEY (post_id, tag)
);
CREATE INDEX posts_title_idx ON app.posts (title);
CREATE UNIQUE INDEX users_lower_name ON users (lower(name)) WHERE name IS NOT NULL;
CREATE VIEW active_users AS SELECT id, email FROM users WHERE name IS NOT NULL;
CREATE MATERIALIZED VIEW user_count AS SELECT count(*) AS n FROM users;
CREATE SEQUENCE order_seq START 100 INCREMENT 5;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION add(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT a + b $$;
CREATE PROCEDURE noop() LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE TRIGGER users_touch BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON users FOR SELECT USING (id > 0);
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE base (a integer);
CREATE TABLE derived (b integer) INHERITS (base);
CREATE EXTENSION citext;
