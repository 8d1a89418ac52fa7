-- case: enum created when missing
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'status') THEN CREATE TYPE status AS ENUM ('a', 'b'); END IF; END $$;
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'status') THEN CREATE TYPE status AS ENUM ('c'); END IF; END $$;
-- case: duplicate type handled
CREATE TYPE status AS ENUM ('a');
DO $$ BEGIN CREATE TYPE status AS ENUM ('a', 'b'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
-- case: duplicate type not handled
CREATE TYPE status AS ENUM ('a');
DO $$ BEGIN CREATE TYPE status AS ENUM ('a', 'b'); EXCEPTION WHEN duplicate_table THEN NULL; END $$;
-- case: prisma style foreign key
CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int);
DO $$ BEGIN ALTER TABLE "b" ADD CONSTRAINT "b_a_id_fk" FOREIGN KEY ("a_id") REFERENCES "public"."a"("id") ON DELETE cascade; EXCEPTION WHEN duplicate_object THEN null; END $$;
DO $$ BEGIN ALTER TABLE "b" ADD CONSTRAINT "b_a_id_fk" FOREIGN KEY ("a_id") REFERENCES "public"."a"("id") ON DELETE cascade; EXCEPTION WHEN duplicate_object THEN null; END $$;
-- case: column added when missing
CREATE TABLE t (id int);
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'name') THEN ALTER TABLE t ADD COLUMN name text; END IF; END $$;
DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'name') THEN ALTER TABLE t RENAME COLUMN name TO title; END IF; END $$;
-- case: loop over tables with format
CREATE TABLE a (id int, updated_at timestamptz); CREATE TABLE b (id int, updated_at timestamptz); CREATE TABLE c (id int);
CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN NEW.updated_at = now(); RETURN NEW; END $f$;
DO $$ DECLARE t text; BEGIN FOR t IN SELECT table_name FROM information_schema.columns WHERE column_name = 'updated_at' AND table_schema = 'public' LOOP EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION set_updated_at()', t || '_set_updated_at', t); END LOOP; END $$;
-- case: record loop
CREATE TABLE a (id int); CREATE TABLE b (id int);
DO $$ DECLARE r record; BEGIN FOR r IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public') LOOP EXECUTE 'ALTER TABLE ' || quote_ident(r.tablename) || ' ADD COLUMN tenant_id uuid'; END LOOP; END $$;
-- case: drop all tables
CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int REFERENCES a);
DO $$ DECLARE r RECORD; BEGIN FOR r IN (SELECT tablename FROM pg_tables WHERE schemaname = current_schema()) LOOP EXECUTE 'DROP TABLE IF EXISTS ' || quote_ident(r.tablename) || ' CASCADE'; END LOOP; END $$;
-- case: foreach over array
DO $$ DECLARE n text; BEGIN FOREACH n IN ARRAY ARRAY['red', 'green', 'blue'] LOOP EXECUTE format('CREATE TABLE %I (id serial PRIMARY KEY, name text)', 'color_' || n); END LOOP; END $$;
-- case: integer loop
DO $$ BEGIN FOR i IN 1..4 LOOP EXECUTE 'CREATE TABLE part_' || i || ' (id int)'; END LOOP; END $$;
-- case: reverse by
DO $$ BEGIN FOR i IN REVERSE 10..1 BY 4 LOOP EXECUTE format('CREATE TABLE p%s (x int)', i); END LOOP; END $$;
-- case: while with exit
DO $$ DECLARE i int := 0; BEGIN WHILE true LOOP i := i + 1; EXIT WHEN i > 3; CONTINUE WHEN i = 2; EXECUTE 'CREATE TABLE w' || i || ' ()'; END LOOP; END $$;
-- case: labelled exit
DO $$ BEGIN <<outer>> FOR i IN 1..3 LOOP FOR j IN 1..3 LOOP EXIT outer WHEN i * j = 4; EXECUTE format('CREATE TABLE m_%s_%s ()', i, j); END LOOP; END LOOP; END $$;
-- case: raise exception
CREATE TABLE t (id int);
DO $$ BEGIN ALTER TABLE t ADD COLUMN x int; IF EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 't') THEN RAISE EXCEPTION 'table % is there', 't'; END IF; END $$;
-- case: raise with errcode
DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'unique_violation'; END $$;
-- case: raise condition
DO $$ BEGIN RAISE division_by_zero; END $$;
-- case: raise notice only
DO $$ BEGIN RAISE NOTICE 'hello %', 1; CREATE TABLE t (a int); END $$;
-- case: others handled undoes
DO $$ BEGIN CREATE TABLE kept (a int); BEGIN CREATE TABLE undone (a int); PERFORM 1 / 0; EXCEPTION WHEN OTHERS THEN CREATE TABLE handled (a int); END; END $$;
-- case: handler by sqlstate
DO $$ BEGIN CREATE TABLE kept (a int); CREATE TABLE kept (a int); EXCEPTION WHEN SQLSTATE '42P07' THEN CREATE TABLE other (a int); END $$;
-- case: rethrow
DO $$ BEGIN BEGIN PERFORM 'x'::int; EXCEPTION WHEN invalid_text_representation THEN RAISE; END; END $$;
-- case: sqlstate variable
DO $$ BEGIN CREATE TABLE t (); CREATE TABLE t (); EXCEPTION WHEN OTHERS THEN EXECUTE format('CREATE TABLE %I ()', 'e_' || lower(SQLSTATE)); END $$;
-- case: class of conditions
DO $$ BEGIN PERFORM 1 / 0; EXCEPTION WHEN data_exception THEN CREATE TABLE t (); END $$;
-- case: select into count
CREATE TABLE a (x int);
DO $$ DECLARE n integer; BEGIN SELECT count(*) INTO n FROM information_schema.columns WHERE table_name = 'a'; IF n = 1 THEN ALTER TABLE a ADD y int; END IF; END $$;
-- case: found
DO $$ BEGIN PERFORM 1 FROM pg_class WHERE relname = 'nope'; IF NOT FOUND THEN CREATE TABLE nope (id int); END IF; PERFORM 1 FROM pg_class WHERE relname = 'nope'; IF FOUND THEN CREATE TABLE yes (id int); END IF; END $$;
-- case: strict none
DO $$ DECLARE n name; BEGIN SELECT relname INTO STRICT n FROM pg_class WHERE relname = 'nope'; END $$;
-- case: constraint dropped by lookup
CREATE TABLE t (id int, v int CHECK (v > 0), CONSTRAINT odd_name UNIQUE (v));
DO $$ DECLARE c text; BEGIN SELECT conname INTO c FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'u'; IF c IS NOT NULL THEN EXECUTE 'ALTER TABLE t DROP CONSTRAINT ' || quote_ident(c); END IF; END $$;
-- case: all foreign keys dropped
CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a1 int REFERENCES a, a2 int REFERENCES a (id));
DO $$ DECLARE r record; BEGIN FOR r IN SELECT conname, conrelid::regclass AS tbl FROM pg_constraint WHERE contype = 'f' AND confrelid = 'a'::regclass LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.tbl, r.conname); END LOOP; END $$;
-- case: regclass missing
DO $$ BEGIN PERFORM 'nowhere'::regclass; END $$;
-- case: to_regclass guards
CREATE TABLE a (id int);
DO $$ BEGIN IF to_regclass('public.a') IS NOT NULL THEN ALTER TABLE a RENAME TO b; END IF; IF to_regclass('public.a') IS NOT NULL THEN DROP TABLE b; END IF; END $$;
-- case: undefined column in catalog query
DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_class WHERE relhasoids) THEN CREATE TABLE t (); END IF; END $$;
-- case: ambiguous variable
CREATE TABLE t (id int);
DO $$ DECLARE table_name text := 't'; BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = table_name) THEN DROP TABLE t; END IF; END $$;
-- case: use_column
CREATE TABLE t (id int);
DO $$ #variable_conflict use_column
DECLARE table_name text := 't'; BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'missing') THEN DROP TABLE t; END IF; END $$;
-- case: case statement
DO $$ DECLARE v text := 'b'; BEGIN CASE v WHEN 'a' THEN CREATE TABLE a (); WHEN 'b', 'c' THEN CREATE TABLE b (); ELSE CREATE TABLE z (); END CASE; END $$;
-- case: case not found
DO $$ BEGIN CASE WHEN false THEN CREATE TABLE a (); END CASE; END $$;
-- case: assert
DO $$ BEGIN ASSERT (SELECT count(*) FROM pg_class WHERE relname = 'x') = 1, 'x is missing'; END $$;
-- case: function called
CREATE FUNCTION make(t regclass) RETURNS void LANGUAGE plpgsql AS $f$ BEGIN EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS made int', t); END $f$;
CREATE TABLE t (id int); CREATE TABLE "Odd" (id int);
SELECT make('t'); SELECT make('"Odd"');
-- case: diesel helper
CREATE OR REPLACE FUNCTION diesel_set_updated_at() RETURNS trigger AS $f$ BEGIN IF (NEW IS DISTINCT FROM OLD) THEN NEW.updated_at := current_timestamp; END IF; RETURN NEW; END; $f$ LANGUAGE plpgsql;
CREATE OR REPLACE FUNCTION diesel_manage_updated_at(_tbl regclass) RETURNS VOID AS $f$ BEGIN EXECUTE format('CREATE TRIGGER set_updated_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE PROCEDURE diesel_set_updated_at()', _tbl); END; $f$ LANGUAGE plpgsql;
CREATE TABLE users (id serial PRIMARY KEY, updated_at timestamp NOT NULL DEFAULT now());
SELECT diesel_manage_updated_at('users');
-- case: procedure called
CREATE PROCEDURE build(prefix text, n int DEFAULT 2) LANGUAGE plpgsql AS $p$ BEGIN FOR i IN 1..n LOOP EXECUTE format('CREATE TABLE %I (id int)', prefix || i); END LOOP; END $p$;
CALL build('x'); CALL build('y', 1); CALL build(n => 1, prefix => 'z');
-- case: sql function called
CREATE FUNCTION nothing() RETURNS int LANGUAGE sql AS $f$ SELECT 1 $f$;
DO $$ BEGIN IF nothing() = 1 THEN CREATE TABLE t (); END IF; END $$;
-- case: function applied to catalog rows
CREATE TABLE a (id int); CREATE TABLE b (id int);
CREATE FUNCTION add_audit(tbl text) RETURNS text LANGUAGE plpgsql AS $f$ BEGIN EXECUTE 'ALTER TABLE ' || quote_ident(tbl) || ' ADD COLUMN audited boolean DEFAULT false'; RETURN tbl; END $f$;
SELECT add_audit(tablename::text) FROM pg_tables WHERE schemaname = 'public';
-- case: partitions by month
CREATE TABLE logs (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
DO $$ DECLARE d date := '2024-01-01'; BEGIN WHILE d < '2024-04-01'::date LOOP EXECUTE format('CREATE TABLE logs_%s PARTITION OF logs FOR VALUES FROM (%L) TO (%L)', to_char(d, 'YYYY_MM'), d, (d + interval '1 month')::date); d := d + interval '1 month'; END LOOP; END $$;
-- case: partition function
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE FUNCTION create_partition(y int) RETURNS void LANGUAGE plpgsql AS $f$ DECLARE n text := 'm_' || y; BEGIN IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = n) THEN EXECUTE format('CREATE TABLE %I PARTITION OF m FOR VALUES FROM (%L) TO (%L)', n, y || '-01-01', (y + 1) || '-01-01'); END IF; END $f$;
SELECT create_partition(2023); SELECT create_partition(2024); SELECT create_partition(2024);
-- case: generate_series query loop
DO $$ DECLARE r record; BEGIN FOR r IN SELECT n, 's' || n AS name FROM generate_series(1, 3) AS n LOOP EXECUTE 'CREATE SCHEMA ' || r.name; END LOOP; END $$;
-- case: execute into
CREATE TABLE t (a int, b int);
DO $$ DECLARE n bigint; BEGIN EXECUTE 'SELECT count(*) FROM information_schema.columns WHERE table_name = $1' INTO n USING 't'; IF n = 2 THEN EXECUTE 'ALTER TABLE t ADD c int'; END IF; END $$;
-- case: for execute
CREATE TABLE t (a int); CREATE TABLE u (a int);
DO $$ DECLARE x text; BEGIN FOR x IN EXECUTE format('SELECT tablename FROM pg_tables WHERE schemaname = %L ORDER BY 1', 'public') LOOP EXECUTE format('ALTER TABLE %I RENAME TO %I', x, x || '_old'); END LOOP; END $$;
-- case: execute null
DO $$ DECLARE s text; BEGIN EXECUTE s; END $$;
-- case: execute syntax error
DO $$ BEGIN EXECUTE 'CREATE TABEL t ()'; END $$;
-- case: execute several statements
DO $$ BEGIN EXECUTE 'CREATE TABLE a (); CREATE TABLE b ()'; END $$;
-- case: block syntax error
DO $$ BEGIN CREATE TABLE t (); IF true THEN END; END $$;
-- case: return
DO $$ BEGIN CREATE TABLE a (); RETURN; CREATE TABLE b (); END $$;
-- case: cursor loop
CREATE TABLE a (id int); CREATE TABLE b (id int);
DO $$ DECLARE c CURSOR FOR SELECT tablename FROM pg_tables WHERE schemaname = 'public'; n name; BEGIN OPEN c; LOOP FETCH c INTO n; EXIT WHEN NOT FOUND; EXECUTE format('ALTER TABLE %I ADD z int', n); END LOOP; CLOSE c; END $$;
-- case: cursor for
CREATE TABLE a (id int);
DO $$ DECLARE c CURSOR (k "char") FOR SELECT relname FROM pg_class WHERE relkind = k AND relnamespace = 'public'::regnamespace; BEGIN FOR r IN c('r') LOOP EXECUTE format('COMMENT ON TABLE %I IS %L', r.relname, 'x'); EXECUTE format('ALTER TABLE %I ADD q int', r.relname); END LOOP; END $$;
-- case: commit in do within transaction
BEGIN;
DO $$ BEGIN CREATE TABLE t (); COMMIT; END $$;
COMMIT;
-- case: typed variables
CREATE TABLE t (id bigint, name varchar(10));
DO $$ DECLARE a t.name%TYPE := 'abc'; r t%ROWTYPE; BEGIN r.name := a; EXECUTE format('ALTER TABLE t ADD COLUMN %I int', r.name); END $$;
-- case: type of a column that is missing
CREATE TABLE t (id bigint);
DO $$ DECLARE a t.nope%TYPE; BEGIN END $$;
-- case: type that is missing
DO $$ DECLARE a nosuch; BEGIN END $$;
-- case: rowtype of a table that is missing
DO $$ DECLARE a nosuch%ROWTYPE; BEGIN END $$;
-- case: insert with variables
CREATE TABLE t (id int, name text);
DO $$ DECLARE v text := 'x'; i int := 4; BEGIN INSERT INTO t (id, name) VALUES (i, v); UPDATE t SET name = v WHERE id = i; DELETE FROM t WHERE id = i; ALTER TABLE t ADD done boolean; END $$;
-- case: insert into a missing table
DO $$ BEGIN INSERT INTO nope VALUES (1); END $$;
-- case: missing table in a query
DO $$ BEGIN PERFORM 1 FROM nope; END $$;
-- case: missing function
DO $$ BEGIN PERFORM nope(1); END $$;
-- case: empty table has no rows
CREATE TABLE t (id int);
DO $$ BEGIN IF EXISTS (SELECT 1 FROM t WHERE id = 1) THEN DROP TABLE t; ELSE ALTER TABLE t ADD e int; END IF; END $$;
-- case: role guarded
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'anon_role_that_is_not') THEN CREATE TABLE a (); ELSE CREATE TABLE b (); END IF; END $$;
-- case: extension guarded
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citext') THEN CREATE EXTENSION citext; END IF; END $$;
-- case: enum value guarded
CREATE TYPE e AS ENUM ('a');
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = 'e' AND enumlabel = 'b') THEN ALTER TYPE e ADD VALUE 'b'; END IF; END $$;
-- case: index guarded
CREATE TABLE t (a int);
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 't_a') THEN CREATE INDEX t_a ON t (a); END IF; IF NOT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = 't_a' AND n.nspname = 'public') THEN CREATE INDEX t_a ON t (a); END IF; END $$;
-- case: policy guarded
CREATE TABLE t (a int); ALTER TABLE t ENABLE ROW LEVEL SECURITY;
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_policies WHERE tablename = 't' AND policyname = 'p') THEN CREATE POLICY p ON t FOR ALL USING (true); END IF; END $$;
-- case: publication guarded
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_publication WHERE pubname = 'p') THEN CREATE TABLE t (); END IF; END $$;
-- case: array of statements
DO $$ DECLARE stmts text[] := ARRAY['CREATE TABLE a ()', 'CREATE TABLE b ()']; s text; BEGIN FOREACH s IN ARRAY stmts LOOP EXECUTE s; END LOOP; FOR i IN 1..array_length(stmts, 1) LOOP EXECUTE replace(stmts[i], 'TABLE ', 'TABLE x_'); END LOOP; END $$;
-- case: string_agg of columns
CREATE TABLE t (b int, a int, c text);
DO $$ DECLARE cols text; BEGIN SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) INTO cols FROM information_schema.columns WHERE table_name = 't' AND data_type = 'integer'; EXECUTE 'CREATE INDEX t_cols ON t (' || cols || ')'; END $$;
-- case: get diagnostics
DO $$ DECLARE m text; s text; BEGIN PERFORM 1/0; EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, s = RETURNED_SQLSTATE; EXECUTE format('CREATE TABLE %I ()', m || s); END $$;
-- case: nested functions
CREATE FUNCTION inner_f(n text) RETURNS boolean LANGUAGE plpgsql AS $f$ BEGIN RETURN EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = n); END $f$;
CREATE FUNCTION outer_f(n text) RETURNS void LANGUAGE plpgsql AS $f$ BEGIN IF NOT inner_f(n) THEN EXECUTE format('CREATE TABLE %I (id int)', n); END IF; END $f$;
DO $$ BEGIN PERFORM outer_f('t1'); PERFORM outer_f('t1'); PERFORM outer_f('t2'); END $$;
-- case: return query
CREATE FUNCTION names() RETURNS TABLE (n text) LANGUAGE plpgsql AS $f$ BEGIN RETURN QUERY SELECT 'q1'::text; RETURN NEXT; n := 'q2'; RETURN NEXT; END $f$;
DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM names() WHERE n IS NOT NULL LOOP EXECUTE format('CREATE TABLE %I ()', r.n); END LOOP; END $$;
-- case: search path of a function
CREATE SCHEMA s;
CREATE FUNCTION s.f() RETURNS void LANGUAGE plpgsql SET search_path = s AS $f$ BEGIN CREATE TABLE here (); END $f$;
SELECT s.f(); CREATE TABLE there ();
-- case: set_config of the path
CREATE SCHEMA s;
SELECT set_config('search_path', 's', false);
CREATE TABLE in_s ();
-- case: do with language first
DO LANGUAGE plpgsql $$ BEGIN CREATE TABLE t (); END $$;
-- case: do in a function call chain fails
CREATE FUNCTION bad() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN CREATE TABLE t (); DROP TABLE nope; END $f$;
SELECT bad();
-- case: quoted statement
DO 'BEGIN CREATE TABLE "it''s" (); END';
