using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Configuration;

/// <summary>Migration settings, clients, timeouts, poolers, policies and scripts, read from the files of projects.</summary>
public sealed class ConfigurationSettingsTests
{
    [Test]
    public void Two_ledgers_for_one_folder() =>
        RuleTest.Reports("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, [|migrations: { directory: '../migrations', tableName: 'history' }|] });
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void Two_schemas_of_one_ledger() =>
        RuleTest.Reports("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations', schemaName: 'a' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, [|migrations: { directory: '../migrations', schemaName: 'b' }|] });
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void One_ledger_for_two_folders() =>
        RuleTest.Reports("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, [|migrations: { directory: './db/changes' }|] });
            === migrations/20240101000000_a.js
            === db/changes/20240102000000_b.js
            """);

    [Test]
    public void A_chain_with_a_ledger_of_its_own() =>
        RuleTest.Silent("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './data', tableName: 'data_history' } });
            """);

    [Test]
    public void The_schema_that_the_search_path_begins_with_anyway() =>
        RuleTest.Silent("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations', schemaName: 'public' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: '../migrations' } });
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void A_search_path_that_decides() =>
        RuleTest.Silent("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations', schemaName: 'app' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, searchPath: ['app'], migrations: { directory: '../migrations' } });
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void A_ledger_that_the_environment_names() =>
        RuleTest.Silent("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations', tableName: process.env.LEDGER } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: '../migrations', tableName: 'history' } });
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void Folders_of_sources_and_of_a_build() =>
        RuleTest.Silent("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './src/migrations' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './dist/migrations' } });
            """);

    [Test]
    public void A_path_from_the_working_directory() =>
        RuleTest.Silent("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './db/migrations' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: 'migrations' } });
            """);

    [Test]
    public void Ledgers_of_two_databases() =>
        RuleTest.Silent("ML710", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.REPORTS_URL, migrations: { directory: '../migrations', tableName: 'history' } });
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void Extensions_of_another_language() =>
        RuleTest.Reports("ML038", """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', [|loadExtensions: ['.js', '.cjs']|] } };
            === migrations/20240101000000_a.ts
            """);

    [Test]
    public void One_of_several_extensions() =>
        RuleTest.Silent("ML038", """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', loadExtensions: ['.js', '.ts'] } };
            === migrations/20240101000000_a.ts
            """);

    [Test]
    public void A_folder_without_migrations() =>
        RuleTest.Silent("ML038", """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', loadExtensions: ['.ts'] } };
            === migrations/README.md
            """);

    [Test]
    public void Extensions_that_the_environment_decides() =>
        RuleTest.Silent("ML038", """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', loadExtensions: [process.env.EXTENSION] } };
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void Scripts_beside_an_empty_chain() =>
        RuleTest.Silent("ML038", """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', loadExtensions: ['.js'] } };
            === migrations/20240101000000_a.sql
            """);

    [Test]
    public void A_folder_of_another_tool() =>
        RuleTest.Silent("ML038", """
            === migrations/1_a.up.sql
            select 1;
            === migrations/1_a.down.sql
            select 1;
            """);

    [Test]
    public void Tests_on_another_database() =>
        RuleTest.Reports("ML712", """
            === knexfile.js
            module.exports = {
              test: { [|client: 'sqlite3'|], connection: { filename: ':memory:' }, migrations: { directory: './migrations' } },
              production: { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations' } },
            };
            """);

    [Test]
    public void A_pool_of_pg_with_a_URL_of_MySQL() =>
        RuleTest.Reports("ML712", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ connectionString: process.env.DATABASE_URL || [|'mysql://localhost/app'|] });
            """);

    [TestCase("export default defineConfig({ dialect: 'postgresql', dbCredentials: { url: [|'mysql://db.internal/app'|] } });", TestName = "A_dialect_of_Drizzle_with_a_URL_of_another_database")]
    [TestCase("export default { driver: 'pg', dbCredentials: { url: process.env.DATABASE_URL ?? [|'mysql://db.internal/app'|] } };", TestName = "A_driver_of_an_older_Drizzle_with_a_URL_of_another_database")]
    [TestCase("export default { dialect: 'mysql', dbCredentials: { url: [|'postgres://db.internal/app'|] } } satisfies Config;", TestName = "A_dialect_of_MySQL_with_a_URL_of_PostgreSQL")]
    public void A_configuration_of_Drizzle(string config) =>
        Assert.That(
            RuleTest.Reports("ML712", $"=== drizzle.config.ts\nimport {{ defineConfig, type Config }} from 'drizzle-kit';\n{config}\n")[0].Text.Message,
            Does.StartWith("The dialect in drizzle.config.ts is that of "));

    [TestCase("export default defineConfig({ dialect: 'postgresql', dbCredentials: { url: 'postgres://db.internal/app' } });", TestName = "A_dialect_and_its_URL")]
    [TestCase("export default defineConfig({ dialect: 'postgresql', dbCredentials: { url: process.env.DATABASE_URL! } });", TestName = "A_URL_that_the_environment_names")]
    [TestCase("export default defineConfig({ dialect: 'turso', dbCredentials: { url: 'libsql://db.internal/app' } });", TestName = "A_dialect_that_speaks_to_several_servers")]
    [TestCase("export default defineConfig({ dialect: process.env.DIALECT as 'mysql', dbCredentials: { url: 'postgres://db.internal/app' } });", TestName = "A_dialect_that_the_environment_names")]
    [TestCase("export default defineConfig({ dialect: 'postgresql', driver: 'pglite', dbCredentials: { url: './local' } });", TestName = "A_database_in_a_directory")]
    [TestCase("export default defineConfig({ dialect: 'mysql', schema: './schema.ts' });", TestName = "A_configuration_without_a_place")]
    [TestCase("export default require('elsewhere').make();", TestName = "A_configuration_that_another_package_makes")]
    public void A_configuration_of_Drizzle_that_fits(string config) =>
        RuleTest.Silent("ML712", $"=== drizzle.config.ts\nimport {{ defineConfig }} from 'drizzle-kit';\n{config}\n");

    [Test]
    public void A_configuration_of_Drizzle_holds_a_password() =>
        RuleTest.Reports("ML708", """
            === drizzle.config.ts
            import { defineConfig } from 'drizzle-kit';
            export default defineConfig({ dialect: 'postgresql', dbCredentials: { host: 'db.internal.example', user: 'app', password: [|'Zk83hdQp'|], database: 'app' } });
            """);

    [Test]
    public void Tests_with_migrations_of_their_own() =>
        RuleTest.Silent("ML712", """
            === knexfile.js
            module.exports = {
              test: { client: 'sqlite3', connection: { filename: ':memory:' }, migrations: { directory: './sqlite' } },
              production: { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations' } },
            };
            """);

    [Test]
    public void A_URL_of_CockroachDB() =>
        RuleTest.Silent("ML712", """
            === knexfile.js
            module.exports = { client: 'pg', connection: 'cockroachdb://db.internal/app' };
            """);

    [Test]
    public void Another_spelling_of_the_scheme() =>
        RuleTest.Silent("ML712", """
            === knexfile.js
            module.exports = { client: 'postgresql', connection: 'postgres://db.internal/app' };
            """);

    [Test]
    public void A_client_that_the_environment_names() =>
        RuleTest.Silent("ML712", """
            === knexfile.js
            module.exports = { client: process.env.CLIENT, connection: 'mysql://db.internal/app' };
            """);

    [Test]
    public void A_pool_of_pg_without_a_limit() =>
        RuleTest.Reports("ML713", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool([|{ connectionString: process.env.DATABASE_URL, max: 5 }|]);
            """);

    [Test]
    public void A_limit_of_zero() =>
        RuleTest.Reports("ML713", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool([|{ connectionString: process.env.DATABASE_URL, max: 5, connectionTimeoutMillis: 0 }|]);
            """);

    [Test]
    public void Only_one_of_two_limits() =>
        RuleTest.Reports("ML713", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool([|{ host: process.env.DB_HOST, database: 'app', max: 5, connectionTimeoutMillis: 500, statement_timeout: 500 }|]);
            """);

    [TestCase("connection: { host: process.env.DB_HOST, port: 6432, database: 'app' }", false)]
    [TestCase("connection: 'postgres://app@db.example.org:6543/app'", false)]
    [TestCase("connection: { host: process.env.DB_HOST, port: 5432, database: 'app' }", true)]
    public void Limits_in_the_connection_are_no_advice_behind_a_pooler(string connection, bool inConnection)
    {
        var found = RuleTest.Reports("ML713", $$"""
            === src/db.js
            module.exports = require('knex')({ client: 'pg', {{connection}}, [|pool: { min: 0, max: 10 }|] });
            """).Single();

        Assert.That(found.Text.Remedy, inConnection ? Does.Contain(" in connection, or on the role") : Does.Contain("PgBouncer refuses it"));
    }

    [Test]
    public void All_limits() =>
        RuleTest.Silent("ML713", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ host: process.env.DB_HOST, database: 'app', max: 5, connectionTimeoutMillis: 500, statement_timeout: 500, idle_in_transaction_session_timeout: 500 });
            """);

    [Test]
    public void A_pool_of_which_nothing_is_said() =>
        RuleTest.Silent("ML713", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ connectionString: process.env.DATABASE_URL });
            """);

    [Test]
    public void A_limit_that_the_environment_gives() =>
        RuleTest.Silent("ML713", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ connectionString: process.env.DATABASE_URL, max: 5, connectionTimeoutMillis: Number(process.env.WAIT) });
            """);

    [Test]
    public void Limits_that_each_new_connection_sets() =>
        RuleTest.Silent("ML713", """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: { host: process.env.DB_HOST, database: 'app' }, pool: { min: 0, afterCreate(connection, done) { connection.query('SET statement_timeout = 500', done); } } });
            """);

    [Test]
    public void The_pool_of_a_knexfile() =>
        RuleTest.Silent("ML713", """
            === knexfile.js
            module.exports = { client: 'pg', connection: { host: process.env.DB_HOST, database: 'app' }, pool: { min: 0, max: 5 } };
            """);

    [Test]
    public void The_port_of_a_pooler_in_a_URL() =>
        RuleTest.Reports("ML714", """
            === knexfile.js
            module.exports = { client: 'pg', connection: [|'postgres://app@db.internal:6432/app'|] };
            """);

    [Test]
    public void A_pooler_of_Neon() =>
        RuleTest.Reports("ML714", """
            === knexfile.js
            module.exports = { client: 'pg', connection: { [|host: 'ep-blue-1-pooler.eu-central-1.aws.neon.tech'|], database: 'app' } };
            """);

    [Test]
    public void A_pooler_in_session_mode() =>
        RuleTest.Silent("ML714", """
            === knexfile.js
            module.exports = { client: 'pg', connection: 'postgres://app@aws-0.pooler.supabase.com:5432/postgres' };
            """);

    [Test]
    public void A_pooler_on_this_machine() =>
        RuleTest.Silent("ML714", """
            === knexfile.js
            module.exports = { client: 'pg', connection: 'postgres://localhost:6432/app' };
            """);

    [Test]
    public void A_pooler_of_the_application() =>
        RuleTest.Silent("ML714", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ host: 'db.internal', port: 6432, database: 'app' });
            """);

    [Test]
    public void A_port_that_the_environment_gives() =>
        RuleTest.Silent("ML714", """
            === knexfile.js
            module.exports = { client: 'pg', connection: { host: process.env.DB_HOST, port: process.env.DB_PORT || 6543, database: 'app' } };
            """);

    [Test]
    public void A_pooler_of_developers() =>
        RuleTest.Silent("ML714", """
            === knexfile.js
            module.exports = { development: { client: 'pg', connection: { host: 'db.internal', port: 6432 } } };
            """);

    [Test]
    public void A_minimum_below_the_policy() =>
        RuleTest.Reports("ML716", """
            === .editorconfig
            root = true
            [*.js]
            ML716.min = 1..
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { [|min: 0|], max: 5 } };
            """);

    [Test]
    public void A_timeout_above_the_policy() =>
        RuleTest.Reports("ML716", """
            === .editorconfig
            root = true
            [*.js]
            ML716.acquire_timeout = ..30000
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, [|acquireTimeoutMillis: 60000|] } };
            """);

    [Test]
    public void Values_at_the_ends_of_the_policy() =>
        RuleTest.Silent("ML716", """
            === .editorconfig
            root = true
            [*.js]
            ML716.max = 5..20
            ML716.min = 0
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 20 } };
            """);

    [Test]
    public void No_policy() =>
        RuleTest.Silent("ML716", """
            === .editorconfig
            root = true
            [*.js]
            ML701.unused = 1
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 500 } };
            """);

    [Test]
    public void A_policy_that_cannot_be_read() =>
        RuleTest.Silent("ML716", """
            === .editorconfig
            root = true
            [*.js]
            ML716.max = few
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 500 } };
            """);

    [Test]
    public void A_value_that_the_environment_gives_under_a_policy() =>
        RuleTest.Silent("ML716", """
            === .editorconfig
            root = true
            [*.js]
            ML716.max = 5..20
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: Number(process.env.MAX) } };
            """);

    [Test]
    public void A_push_when_production_is_deployed() =>
        RuleTest.Reports("ML711", """
            === package.json
            { "name": "app", "scripts": { "db:push": "drizzle-kit push", "deploy:prod": [|"drizzle-kit push && node server.js"|] } }
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void A_push_of_Prisma_at_the_host() =>
        RuleTest.Reports("ML711", """
            === package.json
            { "name": "app", "scripts": { "vercel-build": [|"prisma db push && next build"|] } }
            === migrations/20240101000000_a.js
            """);

    [TestCase("npm run db:push && node server.js")]
    [TestCase("yarn db:push")]
    [TestCase("pnpm run --silent sync")]
    [TestCase("run-s build db:push")]
    public void A_push_in_a_script_that_the_deployment_runs(string command)
    {
        var found = RuleTest.Reports("ML711", $$"""
            === package.json
            { "name": "app", "scripts": { "build": "tsc", "db:push": "drizzle-kit push", "sync": "npm run sync && npm run db:push", "deploy": [|"{{command}}"|] } }
            === migrations/20240101000000_a.js
            """);
        Assert.That(found.Single().Related.Single().Message, Is.EqualTo("the script db:push, which it runs"));
    }

    [TestCase("cd web && npm run db:push", Description = "Another package's script")]
    [TestCase("npm run db:push --workspace=web", Description = "Another package's script, by its name")]
    [TestCase("npm run build", Description = "A script that pushes nothing")]
    [TestCase("npm run gone && npm run deploy", Description = "A script that is not there, and itself")]
    [TestCase("echo db:push", Description = "Only the name")]
    public void Scripts_that_lead_to_no_push(string command) =>
        RuleTest.Silent("ML711", $$"""
            === package.json
            { "name": "app", "scripts": { "build": "tsc", "db:push": "drizzle-kit push", "deploy": "{{command}}" } }
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void A_push_that_two_scripts_for_production_run_is_told_once() =>
        RuleTest.Reports("ML711", """
            === package.json
            { "name": "app", "scripts": { "db:push:prod": [|"drizzle-kit push"|], "deploy": "npm run db:push:prod" } }
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void A_push_of_developers() =>
        RuleTest.Silent("ML711", """
            === package.json
            { "name": "app", "scripts": { "db:push": "drizzle-kit push", "predeploy:staging": "drizzle-kit push" } }
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void Migrations_when_production_is_deployed() =>
        RuleTest.Silent("ML711", """
            === package.json
            { "name": "app", "scripts": { "deploy": "drizzle-kit migrate" } }
            === migrations/20240101000000_a.js
            """);

    [Test]
    public void A_broken_package() =>
        RuleTest.Silent("ML711", """
            === package.json
            { "scripts": { "deploy": "drizzle-kit push",
            === migrations/20240101000000_a.js
            """);
}
