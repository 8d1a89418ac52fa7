CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
CREATE EXTENSION btree_gin;
CREATE EXTENSION pgcrypto;
CREATE EXTENSION "uuid-ossp";
CREATE EXTENSION unaccent;
CREATE EXTENSION intarray;
CREATE SCHEMA s1;
CREATE TYPE mood AS ENUM ('a', 'b', 'c');
CREATE TYPE "Mood" AS ENUM ('x');
CREATE TYPE comp AS (a int, b text);
CREATE DOMAIN posint AS int CHECK (VALUE > 0);
CREATE DOMAIN email AS citext CHECK (VALUE ~ '@');
CREATE DOMAIN short AS varchar(5);
CREATE SEQUENCE s;
CREATE FUNCTION myfunc(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION myvolatile(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION s1.sfunc(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION s1.uid() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid';
CREATE FUNCTION myvar(VARIADIC a int[]) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION mydef(a int, b int DEFAULT 5) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION mypoly(a anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION mytable(a int) RETURNS TABLE (x int, y text) LANGUAGE sql AS 'SELECT 1, ''a''';
CREATE TABLE other (id int PRIMARY KEY, name text NOT NULL, created timestamptz DEFAULT now());
CREATE TABLE s1.far (id bigint PRIMARY KEY, label varchar(30), base_n int);
CREATE TABLE base (
  n int, m int, b bigint, s smallint, num numeric(10,2), f float8, r real, t text, w text, v varchar(5), x char(3), bo boolean, bo2 boolean, d date,
  ts timestamp, tz timestamptz, ti time, iv interval, u uuid, j jsonb, js json, ta text[], ia int[], mo mood, ip inet, mac macaddr, by bytea, r4 int4range, tr tstzrange,
  ci citext, p posint, em email, co comp, o oid, na name, ch "char", bi bit(3), bv varbit, pt point, tsv tsvector, xm xml, hs hstore, lt ltree, "Up" int, "select" int,
  gen1 int GENERATED ALWAYS AS (n + 1) STORED
);
