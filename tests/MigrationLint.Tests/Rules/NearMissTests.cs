using NUnit.Framework;

namespace MigrationLint.Tests.Rules;

/// <summary>
/// What looks like a rule's case and is none, in the forms that the rule's own tests do not write: Knex's JavaScript beside SQL, chains of several files,
/// configurations read from files.
/// </summary>
public sealed class NearMissTests
{
    private const string TwoScripts = "=== migrations/001_a.sql\nCREATE TABLE orders (id bigint PRIMARY KEY);\n=== migrations/002_b.sql\nALTER TABLE orders ADD COLUMN note text;\n";

    private const string TwoPrograms =
        "=== migrations/20250101000000_a.js\nexports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); });\nexports.down = (knex) => knex.schema.dropTable('orders');\n"
        + "=== migrations/20250102000000_b.js\nexports.up = (knex) => knex.schema.alterTable('orders', (t) => { t.text('note'); });\nexports.down = (knex) => knex.schema.alterTable('orders', (t) => { t.dropColumn('note'); });\n";

    [TestCaseSource(nameof(Chain))]
    [TestCaseSource(nameof(Refused))]
    [TestCaseSource(nameof(Integrity))]
    [TestCaseSource(nameof(Indexing))]
    [TestCaseSource(nameof(Configuration))]
    [TestCaseSource(nameof(Engine))]
    public void It_stays_silent(string rule, string files) => RuleTest.Silent(rule, files);

    private static IEnumerable<TestCaseData> Chain() =>
    [
        Row("ML002", "a migration that goes through the knex it is given", """
            === migrations/001_a.js
            exports.up = async (knex) => { await knex.raw('create table orders (id bigint primary key)'); await knex('orders').insert({ id: 1 }); };
            exports.down = (knex) => knex.schema.dropTable('orders');
            """),
        Row("ML002", "the parameter has the name of a pool", """
            === migrations/001_a.js
            exports.up = (db) => db.schema.createTable('orders', (t) => { t.bigIncrements(); });
            exports.down = (db) => db.schema.dropTable('orders');
            """),
        Row("ML002", "a helper that is handed knex", """
            === migrations/helpers/orders.js
            exports.make = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); });
            === migrations/001_a.js
            const { make } = require('./helpers/orders');
            exports.up = (knex) => make(knex);
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/002_b.js
            exports.up = (knex) => knex.schema.alterTable('orders', (t) => { t.text('note'); });
            exports.down = (knex) => knex.schema.alterTable('orders', (t) => { t.dropColumn('note'); });
            """),
        Row("ML002", "a transaction of the knex that is given", """
            === migrations/001_a.js
            exports.up = (knex) => knex.transaction(async (trx) => { await trx.raw('create table orders (id bigint primary key)'); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """),
        Row("ML011", "a copy while the first stays", """
            === main: migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/002_a.js
            exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """),
        Row("ML012", "a down in another of JavaScript's forms", """
            === migrations/001_a.js
            module.exports = { async up(knex) { await knex.raw('select 1'); }, async down(knex) { await knex.raw('select 1'); } };
            === migrations/002_b.js
            exports.up = function (knex) { return knex.raw('select 1'); };
            exports.down = function (knex) { return knex.raw('select 1'); };
            """),
        Row("ML016", "exports by name in TypeScript", """
            === migrations/001_a.ts
            import type { Knex } from 'knex';
            async function up(knex: Knex): Promise<void> { await knex.raw('select 1'); }
            async function down(knex: Knex): Promise<void> { await knex.raw('select 1'); }
            export { up, down };
            """),
        Row("ML017", "awaited in a loop, in Promise.all and at the end of a chain of then", """
            === migrations/001_a.js
            exports.up = async (knex) => { for (const name of ['a', 'b']) { await knex.schema.createTable(name, (t) => { t.bigIncrements(); }); } };
            exports.down = (knex) => Promise.all([knex.schema.dropTable('a'), knex.schema.dropTable('b')]);
            === migrations/002_b.js
            exports.up = (knex) => knex.raw('select 1').then(() => knex.raw('select 2'));
            exports.down = (knex) => knex.raw('select 1').then(() => knex.raw('select 2'));
            """),
        Row("ML017", "a query that is kept and awaited later", """
            === migrations/001_a.js
            exports.up = async (knex) => { const made = knex.schema.createTable('a', (t) => { t.bigIncrements(); }); await made; };
            exports.down = (knex) => knex.schema.dropTable('a');
            """),
        Row("ML017", "a part of a statement is no query", """
            === migrations/001_a.js
            exports.up = async (knex) => { const now = knex.raw('now()'); await knex('orders').update({ paid_at: now }); };
            exports.down = async () => {};
            """),
        Row("ML018", "the knex of the migration is handed to a helper", """
            === migrations/helpers/columns.js
            exports.add = (knex, table) => knex.schema.alterTable(table, (t) => { t.text('note'); });
            === migrations/001_a.js
            const { add } = require('./helpers/columns');
            exports.up = (knex) => add(knex, 'orders');
            exports.down = (knex) => knex.schema.alterTable('orders', (t) => { t.dropColumn('note'); });
            """),
        Row("ML018", "types alone are imported", """
            === migrations/001_a.ts
            import type { Knex } from 'knex';
            export const up = (knex: Knex) => knex.raw('select 1');
            export const down = (knex: Knex) => knex.raw('select 1');
            """),
        Row("ML018", "the parameter hides the import", """
            === migrations/001_a.js
            const knex = require('../db');
            exports.up = (knex) => knex.raw('select 1');
            exports.down = (knex) => knex.raw('select 1');
            """),
        Row("ML019", "the environment decides a log line, in one of several files", """
            === migrations/001_a.js
            exports.up = async (knex) => { if (process.env.VERBOSE) { console.log('orders'); } await knex.raw('select 1'); };
            exports.down = (knex) => knex.raw('select 1');
            === migrations/002_b.js
            exports.up = (knex) => knex('orders').update({ paid_at: knex.fn.now() });
            exports.down = (knex) => knex.raw('select 1');
            """),
        Row("ML024", "four files define a table by Knex", """
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/002_b.js
            exports.up = (knex) => knex.schema.alterTable('orders', (t) => { t.text('a'); });
            exports.down = (knex) => knex.schema.alterTable('orders', (t) => { t.dropColumn('a'); });
            === migrations/003_c.js
            exports.up = (knex) => knex.schema.alterTable('orders', (t) => { t.text('b'); });
            exports.down = (knex) => knex.schema.alterTable('orders', (t) => { t.dropColumn('b'); });
            === migrations/004_d.js
            exports.up = (knex) => knex('orders').update({ a: 'x' });
            exports.down = (knex) => knex.raw('select 1');
            """),
        Row("ML036", "Knex files in the order of their foreign keys", """
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('users', (t) => { t.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('users');
            === migrations/002_b.js
            exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); t.bigInteger('user_id').references('users.id'); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """),
    ];

    private static IEnumerable<TestCaseData> Refused() =>
    [
        Knex("ML104", "a file without a transaction", "await knex.raw('vacuum users');", "exports.config = { transaction: false };"),
        Knex("ML128", "the label is used by a later file's transaction", "await knex.raw(\"alter type mood add value 'calm'\");", """
            === migrations/003_use.js
            exports.config = { transaction: false };
            exports.up = (knex) => knex.raw("update people set feels = 'calm'");
            exports.down = (knex) => knex.raw('select 1');
            """, "await knex.raw(\"create type mood as enum ('sad')\"); await knex.raw('create table people (id bigint primary key, feels mood)');"),
        Knex("ML129", "nothing is deferred", "await knex('users').update({ name: 'x' }); await knex.schema.alterTable('users', (t) => { t.text('note'); });"),
        Knex("ML305", "defaults that fit", "await knex.schema.alterTable('users', (t) => { t.integer('visits').defaultTo(0); t.boolean('active').defaultTo(true); });"),
        Knex("ML306", "a wider type needs no USING", "await knex.schema.alterTable('users', (t) => { t.text('name').alter(); });"),
        Knex("ML307", "the index goes with its column", "await knex.schema.alterTable('users', (t) => { t.index(['name']); }); await knex.schema.alterTable('users', (t) => { t.dropColumn('name'); });"),
        Knex("ML308", "a column is added at the end of a view", "await knex.raw('create view names as select id from users'); await knex.raw('create or replace view names as select id, name from users');"),
        Knex("ML309", "a bigint for a bigIncrements", "await knex.schema.createTable('orders', (t) => { t.bigIncrements(); t.bigInteger('user_id').references('id').inTable('users'); });"),
        Knex("ML310", "a unique column is referenced", "await knex.schema.alterTable('users', (t) => { t.unique(['name']); }); await knex.schema.createTable('orders', (t) => { t.bigIncrements(); t.string('user_name').references('name').inTable('users'); });"),
        Knex("ML316", "the extension comes first", "await knex.raw('create extension if not exists citext'); await knex.raw('alter table users add column email citext');"),
    ];

    private static IEnumerable<TestCaseData> Integrity() =>
    [
        Knex("ML401", "dropped before it is made again", "await knex.schema.dropTable('users'); await knex.schema.createTable('users', (t) => { t.bigIncrements(); });"),
        Knex("ML402", "hasTable and the same columns", "if (!(await knex.schema.hasTable('users'))) { await knex.schema.createTable('users', (t) => { t.bigIncrements(); t.string('name'); }); }"),
        Knex("ML403", "made by the file before", "await knex.schema.alterTable('users', (t) => { t.index(['name']); });"),
        Knex("ML404", "made by the file before", "await knex.schema.alterTable('users', (t) => { t.index(['id', 'name']); });"),
        Knex("ML405", "used by its new name", "await knex.schema.renameTable('users', 'people'); await knex('people').update({ name: 'x' });"),
        Knex("ML407", "the foreign key comes in a later file", "await knex.schema.createTable('orders', (t) => { t.bigIncrements(); t.bigInteger('user_id'); });", """
            === migrations/003_key.js
            exports.up = (knex) => knex.schema.alterTable('orders', (t) => { t.foreign('user_id').references('users.id'); });
            exports.down = (knex) => knex.schema.alterTable('orders', (t) => { t.dropForeign('user_id'); });
            """),
        Knex("ML409", "unique over columns that are never null", "await knex.schema.createTable('tags', (t) => { t.bigIncrements(); t.bigInteger('user_id').notNullable(); t.string('tag').notNullable(); t.unique(['user_id', 'tag']); });"),
        Knex("ML419", "a guard that PostgreSQL has", "await knex.raw('alter table users add column if not exists note text'); await knex.raw('create index if not exists users_note on users (note)');"),
        Knex("ML423", "each column once", "await knex.schema.alterTable('users', (t) => { t.index(['id', 'name']); t.unique(['name', 'id']); });"),
        Knex("ML424", "the same column name in indexes of two tables", "await knex.schema.createTable('orders', (t) => { t.bigIncrements(); t.string('name').index(); }); await knex.schema.alterTable('users', (t) => { t.index('name'); });"),
    ];

    private static IEnumerable<TestCaseData> Indexing() =>
    [
        Knex("ML503", "the index comes in a later file", "await knex.schema.createTable('events', (t) => { t.bigIncrements(); t.bigInteger('workspace_id'); t.timestamp('created_at'); });", """
            === migrations/003_index.js
            exports.up = (knex) => knex.schema.alterTable('events', (t) => { t.index(['workspace_id', 'created_at']); });
            exports.down = (knex) => knex.schema.alterTable('events', (t) => { t.dropIndex(['workspace_id', 'created_at']); });
            """),
        Knex("ML505", "the same columns in another order", "await knex.schema.alterTable('users', (t) => { t.index(['id', 'name']); });", """
            === migrations/003_index.js
            exports.up = (knex) => knex.schema.alterTable('users', (t) => { t.index(['name', 'id']); });
            exports.down = (knex) => knex.schema.alterTable('users', (t) => { t.dropIndex(['name', 'id']); });
            """),
        Knex("ML507", "the key becomes a bigint in a later file", "await knex.raw('create table orders (id int primary key)');", """
            === migrations/003_bigint.js
            exports.up = (knex) => knex.raw('alter table orders alter column id type bigint');
            exports.down = (knex) => knex.raw('alter table orders alter column id type int');
            """),
        Knex("ML508", "the type is changed in a later file", "await knex.raw('create table orders (id bigint primary key, paid_at timestamp)');", """
            === migrations/003_zone.js
            exports.up = (knex) => knex.raw("alter table orders alter column paid_at type timestamptz using paid_at at time zone 'utc'");
            exports.down = (knex) => knex.raw("alter table orders alter column paid_at type timestamp using paid_at at time zone 'utc'");
            """),
        Knex("ML509", "the type is changed in a later file", "await knex.raw('create table orders (id bigint primary key, body json)');", """
            === migrations/003_jsonb.js
            exports.up = (knex) => knex.raw('alter table orders alter column body type jsonb using body::jsonb');
            exports.down = (knex) => knex.raw('alter table orders alter column body type json using body::json');
            """),
        Knex("ML511", "the type is changed in a later file", "await knex.raw('create table orders (id bigint primary key, price double precision)');", """
            === migrations/003_numeric.js
            exports.up = (knex) => knex.raw('alter table orders alter column price type numeric(12, 2)');
            exports.down = (knex) => knex.raw('alter table orders alter column price type double precision');
            """),
        Knex("ML513", "the defaults come in a later file", "await knex.raw('create table orders (id bigint primary key, created_at timestamptz not null)');", """
            === migrations/003_default.js
            exports.up = (knex) => knex.raw('alter table orders alter column created_at set default now()');
            exports.down = (knex) => knex.raw('alter table orders alter column created_at drop default');
            """),
        Knex("ML515", "NOT NULL comes in a later file", "await knex.raw('create table orders (id bigint primary key, paid boolean default false)');", """
            === migrations/003_not_null.js
            exports.up = (knex) => knex.raw('alter table orders alter column paid set not null');
            exports.down = (knex) => knex.raw('alter table orders alter column paid drop not null');
            """),
        Knex("ML516", "the type is changed in a later file", "await knex.raw('create table orders (id bigint primary key, note varchar(255))');", """
            === migrations/003_text.js
            exports.up = async (knex) => { await knex.raw('alter table orders alter column note type text'); await knex.raw('alter table users alter column name type text'); };
            exports.down = (knex) => knex.raw('select 1');
            """),
    ];

    private static IEnumerable<TestCaseData> Engine() =>
    [
        Row("ML032", "the last applied migration by its file", Since("001_a.sql") + TwoScripts),
        Row("ML032", "the last applied migration by its name", Since("002_b") + TwoScripts),
        Row("ML032", "the last applied migration by its number without zeros", Since("1") + TwoScripts),
        Row("ML032", "the last applied migration of Knex", Since("20250102000000") + TwoPrograms),
        Row("ML032", "nothing is said to be applied", TwoPrograms),
        Row("ML991", "loops, branches and helpers of Knex's JavaScript", """
            === migrations/helpers/names.js
            exports.names = ['orders', 'invoices'];
            === migrations/001_a.js
            const { names } = require('./helpers/names');
            exports.up = async (knex) => { for (const name of names) { await knex.schema.createTable(name, (t) => { t.bigIncrements(); }); } };
            exports.down = (knex) => Promise.all(names.map((name) => knex.schema.dropTable(name)));
            === migrations/002_b.js
            exports.up = async (knex) => { if (!(await knex.schema.hasColumn('orders', 'note'))) { await knex.schema.alterTable('orders', (t) => { t.text('note'); }); } };
            exports.down = (knex) => knex.schema.alterTable('orders', (t) => { t.dropColumn('note'); });
            """),
        Row("ML991", "a block whose text is known", """
            === migrations/001_a.sql
            DO $$ BEGIN EXECUTE format('CREATE TABLE %I (id bigint PRIMARY KEY)', 'orders'); END $$;
            === migrations/002_b.sql
            DO $$ BEGIN IF to_regclass('public.orders') IS NULL THEN RAISE EXCEPTION 'no orders'; END IF; END $$;
            """),
        Row("ML991", "a function that nothing calls", """
            === migrations/001_a.sql
            CREATE FUNCTION run(command text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE command; END $$;
            """),
        Row("ML991", "a script of the folder's tool with its marks", """
            === migrations/20250101000000_orders.sql
            -- migrate:up
            CREATE TABLE orders (id bigint PRIMARY KEY);
            -- migrate:down
            DROP TABLE orders;
            """),
        Row("ML992", "a comment that silences a finding in SQL", """
            === migrations/001_a.sql
            -- migrationlint disable-next-line ML408: lines are only appended
            CREATE TABLE log_lines (line text);
            """),
        Row("ML992", "a comment that silences a finding in JavaScript", """
            === migrations/001_a.js
            // migrationlint disable-next-line ML012: nobody rolls this back
            exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); });
            """),
        Row("ML992", "a comment for the whole file", """
            === migrations/001_a.js
            /* migrationlint disable-file ML012: nobody rolls this back */
            exports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); });
            === migrations/002_b.js
            exports.up = (knex) => knex.schema.alterTable('orders', (t) => { t.text('note'); });
            exports.down = (knex) => knex.schema.alterTable('orders', (t) => { t.dropColumn('note'); });
            """),
        Row("ML992", "a sentence that names the linter", """
            === migrations/001_a.sql
            -- migrationlint runs in CI, see the handbook
            CREATE TABLE orders (id bigint PRIMARY KEY);
            """),
        Row("ML992", "a string that looks like such a comment", """
            === migrations/001_a.js
            exports.up = (knex) => knex.raw("create table orders (id bigint primary key, note text default '// migrationlint disable ML999')");
            exports.down = (knex) => knex.schema.dropTable('orders');
            """),
        Row("ML993", "settings that are known", """
            === .editorconfig
            root = true
            [migrations/**]
            migrationlint.tool = knex
            migrationlint.target_version = 16
            migrationlint.since = 20250101000000
            """ + "\n" + TwoPrograms),
        Row("ML993", "settings of others", """
            === .editorconfig
            root = true
            [*.js]
            indent_size = 2
            dotnet_diagnostic.CA1000.severity = none
            """ + "\n" + TwoPrograms),
        Row("ML993", "a knexfile that asks the environment for everything", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: process.env.MIGRATIONS } };
            """ + "\n" + TwoPrograms),
        Row("ML993", "a module of another name that is broken", """
            === config/routes.js
            module.exports = {
            """ + "\n" + TwoPrograms),
    ];

    private static string Since(string migration) => $"=== .editorconfig\nroot = true\n[*]\nmigrationlint.since = {migration}\n";

    private static IEnumerable<TestCaseData> Configuration() =>
    [
        Config("ML701", "the same pool", "pool: { min: 0, max: 10 }", "pool: { min: 0, max: 10 }"),
        Config("ML702", "no minimum, and a minimum of zero", "pool: { max: 10 }", "pool: { min: 0, max: 10 }"),
        Config("ML702", "a minimum from the environment", "pool: { min: Number(process.env.POOL_MIN), max: 10 }", "pool: { min: 0, max: Number(process.env.POOL_MAX) }"),
        Config("ML704", "the same decision", "ssl: { rejectUnauthorized: true }", "ssl: { rejectUnauthorized: true }", inConnection: true),
        Config("ML705", "the certificate is verified", "ssl: { rejectUnauthorized: true }", "ssl: { ca: process.env.DB_CA }", inConnection: true),
        Config("ML705", "nothing is said of TLS", "pool: { min: 0, max: 10 }", "pool: { min: 0, max: 10 }"),
        Config("ML706", "every variable is in the example", "pool: { min: 0, max: Number(process.env.POOL_MAX) }", "pool: { min: 0, max: 10 }", "=== .env.example\nDATABASE_URL=\nPOOL_MAX=10\n"),
        Config("ML707", "no fallback", "pool: { min: 0, max: 10 }", "pool: { min: 0, max: 10 }"),
        Config("ML708", "the password comes from the environment", "pool: { min: 0, max: 10 }", "pool: { min: 0, max: 10 }"),
        Config("ML709", "one block for all", "pool: { min: 0, max: 10 }", "pool: { min: 0, max: 10 }"),
        Config("ML711", "switches that are off", "migrations: { disableTransactions: false }", "migrations: { disableMigrationsListValidation: false }"),
        Row("ML711", "ML038 says that the setting decides nothing", """
            === package.json
            {}
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations', disableTransactions: true } };
            === migrations/20240101000000_a.js
            exports.config = { transaction: true };
            exports.up = (knex) => knex.raw('select 1');
            exports.down = (knex) => knex.raw('select 1');
            === migrations/20240102000000_b.js
            exports.config = { transaction: false };
            exports.up = (knex) => knex.raw('select 1');
            exports.down = (knex) => knex.raw('select 1');
            """),
        Config("ML712", "pg in both", "pool: { min: 0, max: 10 }", "pool: { min: 0, max: 10 }"),
        Config("ML713", "timeouts are set", Timeouts, Timeouts),
        Config("ML714", "a URL of its own for the server", "pool: { min: 0, max: 10 }", "pool: { min: 0, max: 10 }"),
        Config("ML715", "options that Knex knows", "pool: { min: 0, max: 10, idleTimeoutMillis: 1000 }", "acquireConnectionTimeout: 10000"),
        Config("ML716", "no policy", "pool: { min: 0, max: 10 }", "pool: { min: 0, max: 200 }"),
    ];

    private const string Timeouts = "acquireConnectionTimeout: 10000, pool: { min: 0, max: 10, afterCreate: (c, done) => c.query(\"set statement_timeout = '30s'; set idle_in_transaction_session_timeout = '60s'\", done) }";

    private static TestCaseData Row(string rule, string name, string files) => new TestCaseData(rule, files).SetArgDisplayNames($"{rule}: {name}");

    /// <summary>A chain of Knex files: one that makes the table users, one that does something to it, and what follows.</summary>
    private static TestCaseData Knex(string rule, string name, string up, string rest = "", string before = "") => Row(rule, name, $$"""
        === migrations/001_users.js
        exports.up = async (knex) => { await knex.schema.createTable('users', (t) => { t.bigIncrements(); t.string('name'); }); {{before}} };
        exports.down = async () => { throw new Error('irreversible'); };
        === migrations/002_second.js
        exports.up = async (knex) => { {{up}} };
        exports.down = async () => { throw new Error('irreversible'); };

        """ + rest);

    /// <summary>A knexfile and the application's own instance, for the same database.</summary>
    private static TestCaseData Config(string rule, string name, string knexfile, string instance, string rest = "", bool inConnection = false) => Row(rule, name, $$"""
        === package.json
        {}
        === knexfile.js
        module.exports = { client: 'pg', {{Connection(knexfile, inConnection)}} };
        === src/db.js
        module.exports = require('knex')({ client: 'pg', {{Connection(instance, inConnection)}} });

        """ + rest);

    private static string Connection(string settings, bool inside) =>
        inside ? $"connection: {{ connectionString: process.env.DATABASE_URL, {settings} }}" : $"connection: process.env.DATABASE_URL, {settings}";
}
