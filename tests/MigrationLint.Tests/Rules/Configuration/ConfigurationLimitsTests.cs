using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Configuration;

/// <summary>Limits of pools, blocks of environments, switched-off safety and unknown options, read from the files of projects.</summary>
public sealed class ConfigurationLimitsTests
{
    [Test]
    public void Instances_multiply_a_pool() =>
        RuleTest.Reports("ML703", """
            === .editorconfig
            root = true
            [*.js]
            ML703.instances = 8
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, [|max: 20|] } });
            """);

    [Test]
    public void Two_pools_of_one_process_add_up() =>
        RuleTest.Reports("ML703", """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, [|max: 60|] } });
            === src/db/pool.js
            const { Pool } = require('pg');
            module.exports = new Pool({ connectionString: process.env.DATABASE_URL, max: 50 });
            """);

    [Test]
    public void A_server_that_gives_more() =>
        RuleTest.Silent("ML703", """
            === .editorconfig
            root = true
            [*.js]
            ML703.max_connections = 500
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 120 } });
            """);

    [TestCase("2", "", 1)]
    [TestCase("", "50", 1)]
    [TestCase("2", "300", 0)]
    [TestCase("", "", 0)]
    public void Numbers_that_the_project_sets_count_before_the_keys(string instances, string maximum, int findings)
    {
        var (files, _) = RuleTest.Parse("""
            === .editorconfig
            root = true
            [*.js]
            ML703.instances = 1
            ML703.max_connections = 100
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 60 } });
            """);
        var options = new LintOptions
        {
            Today = RuleTest.Today,
            RuleOptions = LintOptions.ReadRuleOptions(name => name == "MigrationLintInstances" ? instances : maximum),
        };
        var found = new Linter(files, options).Run(new LintRequest { Paths = [RuleTest.Root] }).Diagnostics;
        Assert.That(found.Count(finding => finding.Rule.Id == "ML703"), Is.EqualTo(findings), () => RuleTest.Describe(found));
    }

    [Test]
    public void Pools_of_two_databases() =>
        RuleTest.Silent("ML703", """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 60 } });
            === src/db/pool.js
            const { Pool } = require('pg');
            module.exports = new Pool({ connectionString: process.env.REPORTS_URL, max: 60 });
            """);

    [Test]
    public void A_maximum_that_the_environment_gives() =>
        RuleTest.Silent("ML703", """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: Number(process.env.POOL_MAX) } });
            """);

    [Test]
    public void The_pool_of_migrations_beside_the_one_of_the_application() =>
        RuleTest.Silent("ML703", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 60 } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 60 } });
            """);

    [Test]
    public void A_database_on_this_machine() =>
        RuleTest.Silent("ML703", """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: 'postgres://localhost/app', pool: { min: 0, max: 200 } });
            """);

    [Test]
    public void Blocks_of_equal_parts() =>
        RuleTest.Reports("ML709", """
            === knexfile.js
            const connection = { host: process.env.DB_HOST, database: process.env.DB_NAME };
            module.exports = {
              staging: { client: 'pg', connection: process.env.STAGING_URL },
              test: { client: 'pg', connection },
              [|production: { client: 'pg', connection }|],
            };
            """);

    [Test]
    public void A_fallback_that_only_development_has() =>
        RuleTest.Silent("ML709", """
            === knexfile.js
            module.exports = {
              development: { client: 'pg', connection: process.env.DATABASE_URL || 'postgres://localhost/app' },
              production: { client: 'pg', connection: process.env.DATABASE_URL },
            };
            """);

    [Test]
    public void Databases_of_different_names() =>
        RuleTest.Silent("ML709", """
            === knexfile.js
            module.exports = {
              development: { client: 'pg', connection: { host: process.env.DB_HOST, database: 'app_dev' } },
              production: { client: 'pg', connection: { host: process.env.DB_HOST, database: 'app' } },
            };
            """);

    [Test]
    public void Staging_beside_production() =>
        RuleTest.Silent("ML709", """
            === knexfile.js
            module.exports = {
              staging: { client: 'pg', connection: process.env.DATABASE_URL },
              production: { client: 'pg', connection: process.env.DATABASE_URL },
            };
            """);

    [Test]
    public void Every_machine_has_a_localhost() =>
        RuleTest.Silent("ML709", """
            === knexfile.js
            const connection = 'postgres://localhost/app';
            module.exports = { development: { client: 'pg', connection }, production: { client: 'pg', connection } };
            """);

    [Test]
    public void One_variable_and_a_pool_for_each_block() =>
        RuleTest.Silent("ML709", """
            === knexfile.js
            module.exports = {
              development: { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 2 } },
              production: { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 20 } },
            };
            """);

    [Test]
    public void One_database_by_name() =>
        RuleTest.Reports("ML709", """
            === knexfile.js
            const connection = { host: 'db.internal', database: 'app' };
            module.exports = {
              development: { client: 'pg', connection, pool: { min: 0, max: 2 } },
              [|production: { client: 'pg', connection, pool: { min: 0, max: 20 } }|],
            };
            """);

    [Test]
    public void A_knexfile_without_blocks() =>
        RuleTest.Silent("ML709", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL };
            """);

    [Test]
    public void The_check_of_the_list_is_off_in_production() =>
        RuleTest.Reports("ML711", """
            === knexfile.js
            module.exports = {
              production: { client: 'pg', connection: process.env.DATABASE_URL, migrations: { [|disableMigrationsListValidation: true|], directory: './migrations' } },
            };
            === migrations/20240101000000_a.js
            exports.up = (knex) => knex.schema.createTable('a', (t) => t.bigIncrements());
            exports.down = (knex) => knex.schema.dropTable('a');
            """);

    [Test]
    public void A_developers_block_may_be_careless() =>
        RuleTest.Silent("ML711", """
            === knexfile.js
            module.exports = { development: { client: 'pg', connection: process.env.DATABASE_URL, migrations: { disableMigrationsListValidation: true } } };
            """);

    [Test]
    public void What_is_set_to_false() =>
        RuleTest.Silent("ML711", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { disableTransactions: false } };
            """);

    [Test]
    public void What_the_environment_decides() =>
        RuleTest.Silent("ML711", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { disableTransactions: process.env.PLAIN === '1' } };
            """);

    [Test]
    public void Another_database() =>
        RuleTest.Silent("ML711", """
            === knexfile.js
            module.exports = { client: 'mysql2', connection: process.env.DATABASE_URL, migrations: { disableTransactions: true } };
            """);

    [Test]
    public void A_misspelt_option_in_a_knexfile() =>
        RuleTest.Reports("ML715", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, [|acquireTimeout: 500|] } };
            """);

    [Test]
    public void A_pool_option_outside_of_pool() =>
        RuleTest.Reports("ML715", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, [|max: 20|] };
            """);

    [Test]
    public void An_option_of_knex_given_to_pg() =>
        RuleTest.Reports("ML715", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ connectionString: process.env.DATABASE_URL, [|acquireTimeoutMillis: 500|] });
            """);

    [Test]
    public void All_that_the_pool_takes() =>
        RuleTest.Silent("ML715", """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              acquireConnectionTimeout: 5000,
              pool: { min: 0, max: 4, createRetryIntervalMillis: 100, destroyTimeoutMillis: 500, reapIntervalMillis: 500, propagateCreateError: true, afterCreate(connection, done) { done(); } },
            };
            """);

    [Test]
    public void All_that_pg_takes() =>
        RuleTest.Silent("ML715", """
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ connectionString: process.env.DATABASE_URL, max: 5, min: 1, connectionTimeoutMillis: 500, maxUses: 10, allowExitOnIdle: true });
            """);

    [Test]
    public void An_option_of_no_value() =>
        RuleTest.Silent("ML715", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, idle: undefined } };
            """);

    [Test]
    public void A_plain_object_that_another_library_may_get() =>
        RuleTest.Silent("ML715", """
            === config/db.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 5, idle: 10000 } };
            """);

    [Test]
    public void A_pool_of_another_database() =>
        RuleTest.Silent("ML715", """
            === knexfile.js
            module.exports = { client: 'mysql2', connection: process.env.DATABASE_URL, pool: { min: 0, idle: 500 } };
            """);
}
