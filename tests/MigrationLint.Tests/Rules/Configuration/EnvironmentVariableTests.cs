using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Configuration;

/// <summary>Variables that configurations read, what stands in for them, and passwords that stand in the source.</summary>
public sealed class EnvironmentVariableTests
{
    private const string Secret = "9vTq-27xLm";

    [Test]
    public void A_name_with_a_word_more_is_told()
    {
        var found = RuleTest.Reports("ML706", """
            === .env.example
            DATABASE_URL=
            # DB_USE_SSL=true
            === config/db.js
            const knex = require('knex');
            const url = process.env.DATABASE_URL;
            const isManaged = Boolean(url) && url.includes('.render.com');
            const useSsl = isManaged || [|process.env.DB_SSL|] === 'true';
            module.exports = knex({
              client: 'pg',
              connection: { connectionString: url, ssl: useSsl ? { ca: 'x' } : false, application_name: [|process.env.DB_APPLICATION_NAME|] },
            });
            """);
        Assert.That(found.Select(finding => finding.Text.Message), Is.EqualTo(new[]
        {
            "db.js reads DB_SSL, but .env.example lists DB_USE_SSL",
            "db.js reads DB_APPLICATION_NAME, which .env.example does not list",
        }));
    }

    [TestCase("DB_PASWORD", "DB_PASSWORD", true)]
    [TestCase("DB_USER", "DB_USERNAME", true)]
    [TestCase("DATABASE_URL", "DB_URL", true)]
    [TestCase("DBSSL", "DB_SSL", true)]
    [TestCase("DB_SSL", "DB_SLL", true)]
    [TestCase("DB_SSL", "DB_SSH", false)]
    [TestCase("DB_HOST", "DB_PORT", false)]
    [TestCase("DB_NAME", "APP_NAME", false)]
    [TestCase("DB_URL", "REDIS_URL", false)]
    public void Names_that_are_near(string read, string listed, bool isNear)
    {
        var found = RuleTest.Findings($$"""
            === .env.example
            {{listed}}=
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.{{read}} };
            """).Single(finding => finding.Rule.Id == "ML706");
        Assert.That(found.Text.Message.Contains("but .env.example lists", StringComparison.Ordinal), Is.EqualTo(isNear));
    }

    [Test]
    public void No_example_at_all() =>
        RuleTest.Silent("ML706", """
            === docker-compose.yml
            services: {}
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL };
            """);

    [Test]
    public void Listed_in_a_compose_file_or_workflow_above() =>
        RuleTest.Silent("ML706", """
            === .env.sample
            PORT=
            === docker-compose.yml
            services: { app: { environment: { DB_HOST: db } } }
            === .github/workflows/test.yml
            env:
              DB_NAME: app
            === config/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: { host: process.env.DB_HOST, database: process.env.DB_NAME } });
            """);

    [Test]
    public void What_has_a_fallback() =>
        RuleTest.Silent("ML706", """
            === .env.example
            PORT=
            === knexfile.js
            const { DB_HOST = 'db' } = process.env;
            module.exports = {
              client: 'pg',
              connection: { host: DB_HOST, port: process.env.DB_PORT ?? 5432, database: process.env.DB_NAME || 'app' },
              pool: { min: 0, max: parseInt(process.env.DB_POOL, 10) || 10 },
            };
            """);

    [Test]
    public void What_the_program_demands() =>
        RuleTest.Silent("ML706", """
            === .env.example
            PORT=
            === knexfile.js
            if (!process.env.DATABASE_URL) {
              throw new Error('DATABASE_URL is not set');
            }
            function need(name) { const value = process.env[name]; if (!value) throw new Error(name); return value; }
            module.exports = { client: 'pg', connection: { connectionString: process.env.DATABASE_URL, application_name: need('APP_NAME') } };
            """);

    [TestCase("const env = (name) => process.env[name];", Description = "An arrow")]
    [TestCase("function env(name) { return process.env[name]; }", Description = "A function")]
    [TestCase("function env(name, fallback) { return process.env[name] ?? fallback; }", Description = "A fallback that the call leaves out")]
    [TestCase("const { env } = require('./env');", Description = "A helper of another file")]
    public void A_helper_that_takes_the_name(string helper) =>
        RuleTest.Reports("ML706", $$"""
            === .env.example
            PORT=
            === src/env.js
            exports.need = (name) => { if (!process.env[name]) { throw new Error(name); } return process.env[name]; };
            exports.env = (name) => {
              return process.env[name];
            };
            === src/db.js
            {{helper}}
            module.exports = require('knex')({ client: 'pg', connection: { host: env([|'DB_HOST'|]), database: 'app' } });
            """);

    [Test]
    public void A_variable_that_is_taken_out_of_the_environment() =>
        RuleTest.Reports("ML706", """
            === .env.example
            PORT=
            === src/db.js
            const { [|DB_HOST|], PORT } = process.env;
            module.exports = require('knex')({ client: 'pg', connection: { host: DB_HOST, port: PORT, database: 'app' } });
            """);

    [TestCase("function env(name) { const value = process.env[name]; if (value === undefined) { throw new Error(name); } return value; }", Description = "It throws")]
    [TestCase("const env = (name, fallback = 'db') => process.env[name] || fallback;", Description = "It has a fallback")]
    [TestCase("function env(name) { if (!process.env[name]) { console.error(name); process.exit(1); } return process.env[name]; }", Description = "It ends the program")]
    [TestCase("const { cleanEnv, str } = require('envalid'); const all = cleanEnv(process.env, { DB_HOST: str() }); const env = (name) => all[name];", Description = "envalid")]
    [TestCase("for (const name of ['DB_HOST', 'DB_NAME']) { if (!process.env[name]) { throw new Error(name); } } const env = () => process.env.DB_HOST;", Description = "A list that is checked")]
    public void A_helper_that_checks_or_falls_back(string helper) =>
        RuleTest.Silent("ML706", $$"""
            === .env.example
            PORT=
            === src/db.js
            {{helper}}
            module.exports = require('knex')({ client: 'pg', connection: { host: env('DB_HOST'), database: 'app' } });
            """);

    [Test]
    public void What_Node_and_pipelines_set() =>
        RuleTest.Silent("ML706", """
            === .env.example
            PORT=
            === knexfile.js
            module.exports = { client: 'pg', connection: { host: 'db', application_name: process.env.NODE_ENV, ssl: process.env.CI === 'true' } };
            """);

    [Test]
    public void A_fallback_of_a_file_for_all_environments() =>
        RuleTest.Reports("ML707", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL ?? [|'postgres://postgres:postgres@localhost/app'|] };
            === migrations/20240101000000_a.js
            exports.up = (knex) => knex.schema.createTable('a', (t) => t.bigIncrements());
            exports.down = (knex) => knex.schema.dropTable('a');
            """);

    [Test]
    public void A_password_that_production_falls_back_to() =>
        RuleTest.Reports("ML707", """
            === knexfile.js
            module.exports = { production: { client: 'pg', connection: { host: process.env.DB_HOST, password: process.env.DB_PASSWORD || [|'postgres'|] } } };
            """);

    [Test]
    public void A_fallback_for_developers() =>
        RuleTest.Silent("ML707", """
            === knexfile.js
            module.exports = { development: { client: 'pg', connection: process.env.DATABASE_URL || 'postgres://localhost/app' } };
            """);

    [Test]
    public void A_fallback_that_production_does_not_reach() =>
        RuleTest.Silent("ML707", """
            === src/db.js
            const knex = require('knex');
            const url = process.env.NODE_ENV === 'production' ? process.env.DATABASE_URL : process.env.DATABASE_URL || 'postgres://localhost/app';
            module.exports = knex({ client: 'pg', connection: url });
            """);

    [Test]
    public void A_fallback_of_another_variable() =>
        RuleTest.Silent("ML707", """
            === knexfile.js
            module.exports = { production: { client: 'pg', connection: process.env.DATABASE_URL || process.env.POSTGRES_URL } };
            """);

    [Test]
    public void The_usual_password_of_a_developers_machine() =>
        RuleTest.Silent("ML707", """
            === knexfile.js
            module.exports = { client: 'pg', connection: { host: process.env.DB_HOST || 'localhost', password: process.env.DB_PASSWORD || 'postgres' } };
            """);

    [Test]
    public void A_password_in_a_URL_is_told_and_not_shown()
    {
        var found = RuleTest.Reports("ML708", $$"""
            === knexfile.js
            module.exports = { production: { client: 'pg', connection: [|'postgres://app:{{Secret}}@db.internal/app'|] } };
            === migrations/20240101000000_a.js
            exports.up = (knex) => knex.schema.createTable('a', (t) => t.bigIncrements());
            exports.down = (knex) => knex.schema.dropTable('a');
            """);
        var text = found.Single().Text;
        Assert.That(text.Message + text.Why + text.Remedy + found[0].Subject, Does.Not.Contain(Secret));
    }

    [Test]
    public void A_password_that_is_a_fallback() =>
        RuleTest.Reports("ML708", $$"""
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ host: process.env.DB_HOST, password: process.env.DB_PASSWORD || [|'{{Secret}}'|] });
            """);

    [Test]
    public void A_database_on_this_machine() =>
        RuleTest.Silent("ML708", $$"""
            === knexfile.js
            module.exports = { client: 'pg', connection: { host: 'localhost', password: '{{Secret}}' } };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({ client: 'pg', connection: process.env.DATABASE_URL || 'postgres://app:{{Secret}}@127.0.0.1:5432/app' });
            """);

    [TestCase("development")]
    [TestCase("test")]
    public void A_block_for_developers(string block) =>
        RuleTest.Silent("ML708", $$"""
            === knexfile.js
            module.exports = { {{block}}: { client: 'pg', connection: 'postgres://app:{{Secret}}@db/app' } };
            """);

    [TestCase("app")]
    [TestCase("password")]
    [TestCase("your_password")]
    [TestCase("<secret>")]
    [TestCase("xxxx")]
    public void A_word_that_stands_for_a_password(string word) =>
        RuleTest.Silent("ML708", $$"""
            === knexfile.js
            module.exports = { client: 'pg', connection: 'postgres://app:{{word}}@db.internal/app' };
            """);

    [Test]
    public void A_password_of_the_environment_in_a_URL() =>
        RuleTest.Silent("ML708", """
            === knexfile.js
            module.exports = { client: 'pg', connection: `postgres://app:${process.env.DB_PASSWORD}@db.internal/app` };
            """);
}
