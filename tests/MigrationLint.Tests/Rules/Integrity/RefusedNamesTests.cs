using MigrationLint.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

/// <summary>Statements that PostgreSQL refuses for a name: it is taken, or nothing has it.</summary>
public sealed class RefusedNamesTests
{
    private const string First = "=== migrations/001_users.sql\nCREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, CONSTRAINT name_check CHECK (name <> ''));\nCREATE INDEX users_name_idx ON users (name);\nCREATE SEQUENCE tickets;\nCREATE TYPE mood AS ENUM ('ok');\nCREATE VIEW names AS SELECT name FROM users;\nCREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\nCREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION f();\n";

    private const string Second = "=== migrations/002_second.sql\n";

    private const string Knex = "=== migrations/001_users.js\nexports.up = (knex) => knex.schema.createTable('users', (t) => { t.increments(); t.text('name').notNullable(); t.text('mail').index('by_mail'); t.unique(['name'], { indexName: 'one_name', useConstraint: false }); });\nexports.down = (knex) => knex.schema.dropTable('users');\n=== migrations/002_second.js\n";

    private const string Down = "\nexports.down = async () => { throw new Error('irreversible'); };\n";

    [TestCase("002_second.sql creates table users again", "[|CREATE TABLE users (id int)|];")]
    [TestCase("002_second.sql creates index users_name_idx again", "[|CREATE INDEX users_name_idx ON users (name)|];")]
    [TestCase("002_second.sql creates sequence tickets again", "[|CREATE SEQUENCE tickets|];")]
    [TestCase("002_second.sql creates type mood again", "[|CREATE TYPE mood AS ENUM ('sad')|];")]
    [TestCase("002_second.sql creates label ok of type mood again", "[|ALTER TYPE mood ADD VALUE 'ok'|];")]
    [TestCase("002_second.sql creates view names again", "[|CREATE VIEW names AS SELECT name FROM users|];")]
    [TestCase("002_second.sql creates column name of users again", "ALTER TABLE users [|ADD COLUMN name text|];")]
    [TestCase("002_second.sql creates constraint name_check of users again", "ALTER TABLE users [|ADD CONSTRAINT name_check CHECK (id > 0)|];")]
    [TestCase("002_second.sql creates trigger t of users again", "[|CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()|];")]
    [TestCase("002_second.sql creates function f again", "[|CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$|];")]
    [TestCase("002_second.sql creates table a twice", "CREATE TABLE a (id int); [|CREATE TABLE a (id int)|];")]
    public void ML401_names_what_is_there_already(string message, string sql) => Reports("ML401", message, First + Second + sql);

    [TestCase("DROP VIEW names; DROP TABLE users; CREATE TABLE users (id int);", TestName = "ML401_A_table_that_was_dropped")]
    [TestCase("ALTER TABLE users RENAME TO people; CREATE TABLE users (id int);", TestName = "ML401_A_table_that_was_renamed")]
    [TestCase("CREATE SCHEMA other; CREATE TABLE other.users (id int);", TestName = "ML401_A_table_of_another_schema")]
    [TestCase("CREATE TABLE IF NOT EXISTS users (id bigint PRIMARY KEY, name text NOT NULL);", TestName = "ML401_IF_NOT_EXISTS")]
    [TestCase("CREATE TEMP TABLE users (id int);", TestName = "ML401_A_temporary_table")]
    [TestCase("CREATE OR REPLACE VIEW names AS SELECT name FROM users;", TestName = "ML401_OR_REPLACE")]
    public void ML401_is_silent(string sql) => RuleTest.Silent("ML401", First + Second + sql);

    [TestCase("No migration creates column nme of users", "Write name if that is meant", "CREATE INDEX ON users ([|nme|]);")]
    [TestCase("No migration creates constraint c of users", "Add the statement", "ALTER TABLE users [|DROP CONSTRAINT c|];")]
    [TestCase("No migration creates column age of users", "Write name if that is meant", "INSERT INTO users (id, [|age|]) VALUES (1, 2);")]
    [TestCase("No migration creates table userslog", "write \"usersLog\" if that is meant", "CREATE TABLE \"usersLog\" (id int); ALTER TABLE [|usersLog|] ADD COLUMN x int;")]
    [TestCase("No migration creates schema audit: schema \"audit\"", "name audit.* in ExternalTables", "ALTER TABLE [|audit.log|] ADD COLUMN x int;")]
    [TestCase("No migration creates table user", "write users if that is meant, or name user in ExternalTables", "ALTER TABLE [|\"user\"|] ADD COLUMN x int;")]
    public void ML403_says_what_nothing_creates(string message, string remedy, string sql) =>
        Assert.That(Reports("ML403", message, First + Second + sql).Text.Remedy, Does.Contain(remedy));

    [Test]
    public void ML403_points_at_the_definition_that_IF_NOT_EXISTS_skipped()
    {
        var found = Reports("ML403", "column mail of users stands only in a skipped definition", First + Second + "CREATE TABLE IF NOT EXISTS users (id bigint PRIMARY KEY, mail varchar(80));\n=== migrations/003_index.sql\nCREATE INDEX users_mail_idx ON users ([|mail|]);\n");

        Assert.That(found.Related.Select(place => place.Message), Is.EqualTo(new[] { "skipped by IF NOT EXISTS", "created here, without it" }));
        Assert.That(found.Text.Remedy, Does.StartWith("Write ALTER TABLE users ADD COLUMN IF NOT EXISTS mail character varying(80); in 002_second.sql"));
    }

    [Test]
    public void ML404_points_at_the_definition_that_IF_NOT_EXISTS_skipped()
    {
        var found = RuleTest.Reports("ML404", First + Second + "CREATE TABLE IF NOT EXISTS users (id bigint PRIMARY KEY, mail text);\n=== migrations/003_index.sql\nCREATE INDEX users_mail_idx ON users ([|mail|]);\n=== migrations/004_mail.sql\nALTER TABLE users ADD COLUMN IF NOT EXISTS mail text;\n")[0];

        Assert.That(found.Related.Select(place => place.Message), Is.EqualTo(new[] { "created here", "skipped by IF NOT EXISTS" }));
    }

    [TestCase("create table notes (id bigint primary key, owner uuid not null references auth.users (id) on delete cascade);")]
    [TestCase("create trigger t after insert on auth.users for each row execute function f();")]
    [TestCase("insert into storage.buckets (id) values ('a');")]
    [TestCase("create extension citext with schema extensions;")]
    public void ML403_takes_for_given_what_Supabase_has_made(string sql) =>
        RuleTest.Silent("ML403", "=== supabase/migrations/20240101000000_a.sql\ncreate function f() returns trigger language plpgsql as $$ begin return new; end $$;\n" + sql);

    [Test]
    public void ML403_takes_nothing_for_given_that_Supabase_has_not_made() =>
        RuleTest.Reports("ML403", "=== supabase/migrations/20240101000000_a.sql\nalter table [|people|] add column x int;\n");

    [Test]
    public void ML403_says_that_what_creates_it_fails() =>
        Reports("ML403", "table orders is not there, since 002_second.sql fails", First + Second + "CREATE TABLE users (id int);\nCREATE TABLE orders (id int);\n=== migrations/003_orders.sql\nALTER TABLE [|orders|] ADD COLUMN note text;\n");

    [TestCase("exports.up = (knex) => knex.schema.table('users', (t) => { [|t.dropColumn('age')|]; });")]
    [TestCase("exports.up = (knex) => knex('users').insert({ [|age: 1|] });")]
    public void ML403_is_reported_at_calls_of_Knex(string up) => Reports("ML403", "No migration creates column age of users", Knex + up + Down);

    [TestCase("ALTER TABLE IF EXISTS nowhere ADD COLUMN a int;", TestName = "ML403_IF_EXISTS")]
    [TestCase("ALTER TABLE users DROP COLUMN IF EXISTS age;", TestName = "ML403_DROP_COLUMN_IF_EXISTS")]
    [TestCase("SELECT relname FROM pg_class;", TestName = "ML403_The_catalog")]
    [TestCase("CREATE TEMP TABLE t (a int); INSERT INTO t VALUES (1);", TestName = "ML403_A_temporary_table")]
    [TestCase("DO $$ BEGIN IF to_regclass('nowhere') IS NOT NULL THEN ALTER TABLE nowhere ADD COLUMN a int; END IF; END $$;", TestName = "ML403_A_block_that_asks")]
    [TestCase("WITH w AS (SELECT 1 AS n) SELECT n FROM w;", TestName = "ML403_A_name_of_the_query")]
    [TestCase("SELECT setval('tickets', 'a'::text);", TestName = "ML403_A_function_for_other_types")]
    [TestCase("CREATE VIEW v AS SELECT id FROM users WHERE id = name;", TestName = "ML403_An_operator_for_other_types")]
    public void ML403_is_silent(string sql) => RuleTest.Silent("ML403", First + Second + sql);

    [TestCase("002_second.sql uses table orders before 003_orders.sql creates it", "CREATE INDEX ON [|orders|] (total);", "CREATE TABLE orders (total int);")]
    [TestCase("002_second.sql uses column mail of users before 003_orders.sql creates it", "CREATE INDEX ON users ([|mail|]);", "ALTER TABLE users ADD COLUMN mail text;")]
    [TestCase("002_second.sql uses table orders before 003_orders.sql creates it", "CREATE TABLE items (order_id int REFERENCES [|orders|]);", "CREATE TABLE orders (id int PRIMARY KEY);")]
    [TestCase("002_second.sql uses table orders before 003_orders.sql creates it", "INSERT INTO [|orders|] VALUES (1);", "CREATE TABLE users (id int); CREATE TABLE orders (id int PRIMARY KEY);")]
    [TestCase("002_second.sql uses table orders before it creates it", "INSERT INTO [|orders|] VALUES (1); CREATE TABLE orders (id int PRIMARY KEY);", "SELECT 1;")]
    [TestCase("002_second.sql uses column mail of users before it creates it", "CREATE INDEX ON users ([|mail|]); ALTER TABLE users ADD COLUMN mail text;", "SELECT 1;")]
    public void ML404_names_the_file_that_creates_it(string message, string second, string third) =>
        Reports("ML404", message, First + Second + second + "\n=== migrations/003_orders.sql\n" + third);

    [Test]
    public void ML404_renames_the_file_where_ML036_would()
    {
        var found = RuleTest.Reports("ML404", "=== migrations/001_a.sql\nCREATE INDEX b_id_idx ON [|b|] (id);\n=== migrations/002_b.sql\nCREATE TABLE b (id bigint PRIMARY KEY);\n")[0];

        Assert.That(found.Fix, Is.EqualTo(new RenameFix("Rename to 003_a.sql", Applicability.Suggested, "/project/migrations/001_a.sql", "003_a.sql")));
    }

    [TestCase("=== migrations/001_a.sql\nCREATE INDEX b_id_idx ON [|b|] (id);\nINSERT INTO c VALUES (1);\n=== migrations/002_b.sql\nCREATE TABLE b (id bigint PRIMARY KEY);\n", TestName = "Its rows may be needed on the way")]
    [TestCase("=== migrations/001_a.sql\nCREATE INDEX b_id_idx ON [|b|] (id);\nCREATE TABLE b (id bigint PRIMARY KEY);\n", TestName = "One file needs another order within")]
    [TestCase("=== migrations/001_a.up.sql\nCREATE INDEX b_id_idx ON [|b|] (id);\n=== migrations/001_a.down.sql\nDROP INDEX b_id_idx;\n=== migrations/002_b.up.sql\nCREATE TABLE b (id bigint PRIMARY KEY);\n", TestName = "The other half would stay behind")]
    [TestCase("=== main: migrations/001_a.sql\nCREATE INDEX b_id_idx ON b (id);\n=== migrations/001_a.sql\nCREATE INDEX b_id_idx ON [|b|] (id);\n=== migrations/002_b.sql\nCREATE TABLE b (id bigint PRIMARY KEY);\n", TestName = "It is merged")]
    public void ML404_renames_nothing_where_that_is_not_safe(string chain) => Assert.That(RuleTest.Reports("ML404", chain)[0].Fix, Is.Null);

    [Test]
    public void ML404_is_reported_at_calls_of_Knex() =>
        Reports("ML404", "002_second.js uses table teams before 003_teams.js creates it", Knex + "exports.up = (knex) => knex.schema.alterTable('users', (t) => { t.integer('team_id').references('id').inTable([|'teams'|]); });" + Down
            + "=== migrations/003_teams.js\nexports.up = (knex) => knex.schema.createTable('teams', (t) => { t.increments(); });" + Down);

    [TestCase("CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders; END $$;", TestName = "ML404_A_body_of_plpgsql")]
    [TestCase("SET check_function_bodies = off; CREATE FUNCTION g() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM orders';", TestName = "ML404_Bodies_are_not_checked")]
    [TestCase("CREATE TABLE orders (id int); ALTER TABLE orders ADD COLUMN a int; DROP TABLE orders;", TestName = "ML404_Created_twice_dropped_between")]
    [TestCase("DROP TABLE IF EXISTS orders;", TestName = "ML404_DROP_IF_EXISTS")]
    public void ML404_is_silent(string second) => RuleTest.Silent("ML404", First + Second + second + "\n=== migrations/003_orders.sql\nCREATE TABLE orders (id int);\n");

    [TestCase("003_third.sql uses table users after 002_second.sql dropped it", "DROP VIEW names; DROP TABLE users;", "INSERT INTO [|users|] VALUES (1);")]
    [TestCase("003_third.sql uses table users after 002_second.sql dropped it", "DROP TABLE users CASCADE;", "SELECT * FROM [|users|];")]
    [TestCase("003_third.sql uses table users, now people", "ALTER TABLE users RENAME TO people;", "SELECT * FROM [|users|];")]
    [TestCase("003_third.sql uses column name of users, now title", "ALTER TABLE users RENAME COLUMN name TO title;", "CREATE INDEX ON users ([|name|]);")]
    [TestCase("003_third.sql uses column name of users after 002_second.sql dropped it", "ALTER TABLE users DROP COLUMN name CASCADE;", "CREATE INDEX ON users ([|name|]);")]
    [TestCase("003_third.sql uses constraint name_check of users after 002_second.sql dropped it", "ALTER TABLE users DROP CONSTRAINT name_check;", "ALTER TABLE users [|DROP CONSTRAINT name_check|];")]
    [TestCase("003_third.sql uses table t after dropping it", "SELECT 1;", "CREATE TABLE t (id int); DROP TABLE t; ALTER TABLE [|t|] ADD COLUMN a int;")]
    public void ML405_names_the_file_that_drops_it(string message, string second, string third) =>
        Reports("ML405", message, First + Second + second + "\n=== migrations/003_third.sql\n" + third);

    [Test]
    public void ML405_is_reported_at_calls_of_Knex() =>
        Reports("ML405", "003_third.js uses column mail of users, now email", Knex + "exports.up = (knex) => knex.schema.alterTable('users', (t) => { t.renameColumn('mail', 'email'); });" + Down
            + "=== migrations/003_third.js\nexports.up = (knex) => knex.schema.alterTable('users', (t) => { [|t.dropColumn('mail')|]; });" + Down);

    [TestCase("DROP TABLE users CASCADE; CREATE TABLE users (id int);", "SELECT * FROM users;", TestName = "ML405_Made_again")]
    [TestCase("BEGIN; DROP TABLE users CASCADE; ROLLBACK;", "SELECT * FROM users;", TestName = "ML405_Rolled_back")]
    [TestCase("ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME TO users;", "SELECT * FROM users;", TestName = "ML405_Renamed_back")]
    [TestCase("DROP TABLE users CASCADE;", "DROP TABLE IF EXISTS users;", TestName = "ML405_IF_EXISTS")]
    [TestCase("DROP INDEX users_name_idx;", "DROP INDEX IF EXISTS users_name_idx;", TestName = "ML405_An_index")]
    public void ML405_is_silent(string second, string third) => RuleTest.Silent("ML405", First + Second + second + "\n=== migrations/003_third.sql\n" + third);

    [TestCase("'by_mail'", "exports.up = (knex) => knex.schema.alterTable('users', (t) => { [|t.dropIndex(['mail'])|]; });")]
    [TestCase("dropIndex([], 'one_name')", "exports.up = (knex) => knex.schema.alterTable('users', (t) => { [|t.dropUnique(['name'])|]; });")]
    [TestCase("Look up how the object was made", "exports.up = (knex) => knex.schema.alterTable('users', (t) => { [|t.dropForeign(['name'])|]; });")]
    public void ML415_says_which_name_was_meant(string remedy, string up) =>
        Assert.That(Reports("ML415", "Knex makes the name up", Knex + up + Down).Text.Remedy, Does.Contain(remedy));

    [TestCase("exports.up = (knex) => knex.schema.alterTable('users', (t) => { t.dropIndex([], 'by_mail'); });", TestName = "ML415_The_real_name")]
    [TestCase("exports.up = (knex) => knex.schema.alterTable('users', (t) => { t.dropPrimary(); });", TestName = "ML415_A_name_that_fits")]
    [TestCase("exports.up = (knex) => knex.schema.alterTable('users', (t) => { t.dropUnique([], 'nothing'); });", TestName = "ML415_A_name_that_is_said")]
    [TestCase("exports.up = (knex) => knex.raw('ALTER TABLE users DROP CONSTRAINT users_name_unique');", TestName = "ML415_Raw_sql")]
    [TestCase("exports.up = (knex) => knex.schema.alterTable(process.env.T, (t) => { t.dropUnique(['name']); });", TestName = "ML415_An_unknown_table")]
    public void ML415_is_silent(string up) => RuleTest.Silent("ML415", Knex + up + Down);

    [TestCase("ALTER TABLE users ADD [|UNIQUE (name, name)|];")]
    [TestCase("CREATE TABLE a (id int, [|id text|]);")]
    [TestCase("INSERT INTO users (id, name, [|name|]) VALUES (1, 'a', 'b');")]
    public void ML423_is_reported(string sql) => Reports("ML423", "", First + Second + sql);

    [Test]
    public void ML423_is_reported_at_calls_of_Knex() =>
        Reports("ML423", "", Knex + "exports.up = (knex) => knex.schema.createTable('teams', (t) => { t.increments(); [|t.text('id')|]; });" + Down);

    [TestCase("CREATE INDEX ON users (name, name);", TestName = "ML423_An_index_may")]
    [TestCase("CREATE TABLE a (id int, \"ID\" int);", TestName = "ML423_Another_spelling")]
    [TestCase("CREATE TABLE a (id int, UNIQUE (id), CHECK (id > 0 AND id < 9));", TestName = "ML423_Two_constraints")]
    [TestCase("INSERT INTO users (id, name) SELECT id, name FROM users;", TestName = "ML423_Two_lists")]
    public void ML423_is_silent(string sql) => RuleTest.Silent("ML423", First + Second + sql);

    [TestCase("The name of index users belongs to table users already", "[|CREATE INDEX users ON users (name)|];")]
    [TestCase("The name of table users_name_idx belongs to index users_name_idx of users already", "[|CREATE TABLE users_name_idx (id int)|];")]
    [TestCase("The name of sequence names belongs to view names already", "[|CREATE SEQUENCE names|];")]
    [TestCase("The name of column xmin belongs to a system column already", "CREATE TABLE a ([|xmin int|]);")]
    public void ML424_names_both(string message, string sql) => Reports("ML424", message, First + Second + sql);

    [TestCase("CREATE INDEX users_idx ON users (name);", TestName = "ML424_A_free_name")]
    [TestCase("CREATE FUNCTION users() RETURNS int LANGUAGE sql AS 'SELECT 1';", TestName = "ML424_Functions_have_names_of_their_own")]
    [TestCase("ALTER TABLE users ADD CONSTRAINT names CHECK (id > 0);", TestName = "ML424_A_check_has_no_relation")]
    [TestCase("CREATE SCHEMA other; CREATE VIEW other.users AS SELECT 1 AS a;", TestName = "ML424_Another_schema")]
    public void ML424_is_silent(string sql) => RuleTest.Silent("ML424", First + Second + sql);

    [Test]
    public void ML424_is_reported_at_calls_of_Knex() =>
        Reports("ML424", "The name of index users belongs to table users already", Knex + "exports.up = (knex) => knex.schema.alterTable('users', (t) => { [|t.index(['name'], 'users')|]; });" + Down);

    private static Diagnostics.Diagnostic Reports(string rule, string message, string chain)
    {
        var found = RuleTest.Reports(rule, chain).Single();
        Assert.That(found.Text.Message, Does.StartWith(message).And.Match(@"\([0-9A-Z]{5}\)$"));
        return found;
    }

    [Test]
    public void Scripts_without_numbers_have_no_order() =>
        RuleTest.Silent("ML404", """
            === migrations/accounts.sql
            create table accounts (id bigint primary key, owner bigint references people);
            === migrations/people.sql
            create table people (id bigint primary key);
            """);
}
