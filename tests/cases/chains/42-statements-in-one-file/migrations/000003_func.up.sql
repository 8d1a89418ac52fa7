CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $fn$ BEGIN NEW.id := 1; EXECUTE 'select 1;'; RETURN NEW; END $fn$;
CREATE TRIGGER touched BEFORE INSERT ON seven FOR EACH ROW EXECUTE FUNCTION touch();
CREATE FUNCTION make_table(name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('CREATE TABLE %I (id int)', name); END $$;
SELECT make_table('made_by_function');
DROP FUNCTION make_table;
