using MigrationLint.Configuration;
using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.Configuration;

[TestFixture]
internal sealed class ConfigurationReaderTests
{
    [TestCase("ssl: true", TlsDecision.On, "", 0)]
    [TestCase("ssl: false", TlsDecision.Off, "", 0)]
    [TestCase("", TlsDecision.Absent, "", 0)]
    [TestCase("ssl: { rejectUnauthorized: false }", TlsDecision.On, "", 1)]
    [TestCase("ssl: { rejectUnauthorized: true }", TlsDecision.On, "", 0)]
    [TestCase("ssl: { ca: process.env.CA }", TlsDecision.On, "", 0)]
    [TestCase("ssl: 'require'", TlsDecision.On, "", 0)]
    [TestCase("ssl: process.env.DB_SSL === 'true'", TlsDecision.EnvironmentVariable, "DB_SSL", 0)]
    [TestCase("ssl: process.env.DB_SSL", TlsDecision.EnvironmentVariable, "DB_SSL", 0)]
    [TestCase("ssl: process.env.NODE_ENV === 'production' ? { rejectUnauthorized: false } : false", TlsDecision.On, "", 1)]
    [TestCase("ssl: process.env.NODE_ENV === 'production' && { rejectUnauthorized: false }", TlsDecision.On, "", 1)]
    [TestCase("ssl: process.env.NODE_ENV === 'production' ? { rejectUnauthorized: true } : { rejectUnauthorized: false }", TlsDecision.On, "", 0)]
    [TestCase("ssl: url.includes('localhost') ? false : { rejectUnauthorized: false }", TlsDecision.UrlPattern, "localhost", 1)]
    [TestCase("ssl: !url.includes('localhost') && !url.includes('127.0.0.1') ? { rejectUnauthorized: true } : false", TlsDecision.UrlPattern, "localhost, 127.0.0.1", 0)]
    [TestCase("ssl: /localhost|127\\.0\\.0\\.1/.test(url) ? false : true", TlsDecision.UrlPattern, "/localhost|127\\.0\\.0\\.1/", 0)]
    [TestCase("ssl: url.indexOf('sslmode=require') > -1 ? { rejectUnauthorized: false } : undefined", TlsDecision.UrlPattern, "sslmode=require", 1)]
    [TestCase("ssl: require('./unknown').ssl", TlsDecision.Unknown, "", 0)]
    [TestCase("ssl: { rejectUnauthorized: process.env.DB_VERIFY !== 'false' }", TlsDecision.On, "", 0)]
    public void What_decides_on_tls_is_told(string ssl, TlsDecision decision, string decidedBy, int unverified)
    {
        var pool = Single("/p/db.js", $"const {{ Pool }} = require('pg');\nconst url = process.env.DATABASE_URL;\nmodule.exports = new Pool({{ connectionString: url, {ssl} }});");

        Assert.That((pool.Kind, pool.Tls.Decision, pool.Tls.DecidedBy), Is.EqualTo((ConfigurationKind.PgPool, decision, decidedBy)));
        Assert.That(pool.Tls.Unverified.Select(place => place.Text.Slice(place.Span)), Has.Exactly(unverified).Items.And.All.StartsWith("rejectUnauthorized: false"));
        Assert.That(pool.ConnectionVariables, Is.EqualTo(["DATABASE_URL"]));
    }

    [TestCase("?sslmode=disable", "ssl: true", TlsDecision.Off, 0)]
    [TestCase("?sslmode=require", "ssl: { rejectUnauthorized: false }", TlsDecision.On, 0)]
    [TestCase("?sslmode=no-verify", "", TlsDecision.On, 1)]
    [TestCase("?a=b&ssl=no-verify", "", TlsDecision.On, 1)]
    [TestCase("?uselibpqcompat=true&sslmode=require", "", TlsDecision.On, 1)]
    [TestCase("?ssl=false", "", TlsDecision.On, 0)]
    [TestCase("?ssl=0", "ssl: true", TlsDecision.Off, 0)]
    [TestCase("?application_name=x", "ssl: true", TlsDecision.On, 0)]
    public void The_url_wins_over_the_ssl_object(string query, string ssl, TlsDecision decision, int unverified)
    {
        var pool = Single("/p/db.js", $"import {{ Pool }} from 'pg';\nexport const pool = new Pool({{ connectionString: `postgres://${{process.env.HOST}}/x{query}`, {ssl} }});");

        Assert.That((pool.Tls.Decision, pool.Tls.Unverified.Count), Is.EqualTo((decision, unverified)));
    }

    [Test]
    public void Pools_of_knex_and_of_pg_come_under_the_same_names()
    {
        var knex = Single("/p/knexfile.js", "module.exports = { client: 'pg', acquireConnectionTimeout: 5000, pool: { min: 0, max: 7, acquireTimeoutMillis: 9000, idleTimeoutMillis: Number(process.env.IDLE) || 30000, createTimeoutMillis: 4 } };").Pool!;
        var pg = Single("/p/db.js", "const pg = require('pg'); module.exports = new pg.Pool({ min: 1, max: 20, connectionTimeoutMillis: 2000, idleTimeoutMillis: 3000 });").Pool!;

        Assert.Multiple(() =>
        {
            Assert.That(Values(knex), Is.EqualTo(new double?[] { 0, 7, 5000, null, 4 }));
            Assert.That((knex.IdleTimeoutMillis!.IsKnown, knex.IdleTimeoutMillis.Source), Is.EqualTo((false, "Number(process.env.IDLE) || 30000")));
            Assert.That(Values(pg), Is.EqualTo(new double?[] { 1, 20, 2000, 3000, null }));
            Assert.That(pg.Max!.Location.Text.Slice(pg.Max.Location.Span), Is.EqualTo("max: 20"));
        });

        static double?[] Values(PoolSettings pool) =>
            [.. new[] { pool.Min, pool.Max, pool.AcquireTimeoutMillis, pool.IdleTimeoutMillis, pool.CreateTimeoutMillis }.Select(setting => setting is { IsKnown: true } ? setting.Value : (double?)null)];
    }

    [Test]
    public void A_pool_that_is_spread_from_elsewhere_is_partial()
    {
        var pool = Single("/p/knexfile.js", "module.exports = { client: 'pg', pool: { ...require('unknown-package'), max: 5 } };").Pool!;

        Assert.That((pool.IsPartial, pool.Max!.Value, pool.Min), Is.EqualTo((true, 5, (object?)null)));
    }

    [TestCase("connection: process.env.DATABASE_URL", "DATABASE_URL")]
    [TestCase("connection: process.env.DATABASE_URL || process.env.PG_URL || 'postgres://localhost/x'", "DATABASE_URL, PG_URL")]
    [TestCase("connection: { host: process.env.DB_HOST, port: process.env.DB_PORT || 5432, database: process.env.DB_NAME, user: process.env.DB_USER, password: process.env.DB_PASSWORD }", "DB_HOST, DB_NAME, DB_PORT")]
    [TestCase("connection: { connectionString: `${process.env.BASE_URL}/x` }", "BASE_URL")]
    [TestCase("connection: process.env.NODE_ENV === 'test' ? process.env.TEST_URL : process.env.DATABASE_URL", "DATABASE_URL")]
    [TestCase("connection: async () => load()", "")]
    [TestCase("connection: 'postgres://localhost/x'", "")]
    public void The_variables_that_say_where_the_database_is_are_told(string connection, string variables) =>
        Assert.That(string.Join(", ", Single("/p/knexfile.js", $"module.exports = {{ client: 'pg', {connection} }};").ConnectionVariables), Is.EqualTo(variables));

    [TestCase("'postgres://me:secret@localhost:5432/x'", true)]
    [TestCase("'postgres://127.0.0.1/x'", true)]
    [TestCase("'postgresql://[::1]:5432/x'", true)]
    [TestCase("'postgres:///x'", true)]
    [TestCase("{ host: 'localhost' }", true)]
    [TestCase("{ host: '/var/run/postgresql' }", true)]
    [TestCase("'postgres://localhost.example.org/x'", false)]
    [TestCase("{ host: 'db.example.org' }", false)]
    [TestCase("{ host: process.env.HOST || 'localhost' }", false)]
    [TestCase("process.env.URL || 'postgres://localhost/x'", false)]
    public void Literals_that_name_this_machine_are_loopback(string connection, bool loopback) =>
        Assert.That(Single("/p/knexfile.js", $"module.exports = {{ client: 'pg', connection: {connection} }};").IsLoopback, Is.EqualTo(loopback));

    [Test]
    public void Objects_in_the_shape_of_knex_are_configurations_and_those_of_other_libraries_are_not()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/package.json"] = "{}",
            ["/p/config/database.js"] = "module.exports = { development: { client: 'pg', pool: { max: 3 } }, production: { client: 'pg' } };",
            ["/p/src/config/db.ts"] = "export const db = { dialect: 'postgres', pool: { max: 5 } };\nexport default db;",
            ["/p/config/db.js"] = "module.exports = { url: process.env.DATABASE_URL };",
        };

        Assert.That(Read(files).Select(configuration => (configuration.Kind, configuration.Environment)), Is.EqualTo(
            [(ConfigurationKind.PlainObject, "development"), (ConfigurationKind.PlainObject, "production")]));
    }

    [Test]
    public void A_module_that_hands_the_knexfile_on_is_no_second_configuration()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/package.json"] = "{}",
            ["/p/knexfile.js"] = "module.exports = { development: { client: 'pg' }, production: { client: 'pg' } };",
            ["/p/db.js"] = "const config = require('./knexfile'); module.exports = require('knex')(config[process.env.NODE_ENV || 'development']);",
        };

        Assert.That(Read(files).Select(configuration => (configuration.Kind, configuration.Environment)), Is.EqualTo(
            [(ConfigurationKind.Knexfile, "development"), (ConfigurationKind.Knexfile, "production")]));
    }

    [Test]
    public void Modules_above_the_package_are_not_read()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/db.js"] = "module.exports = { client: 'pg' };",
            ["/p/a/package.json"] = "{}",
            ["/p/a/migrations/001_a.js"] = "exports.up = (knex) => {};",
        };

        Assert.That(Read(files, "/p/a"), Is.Empty);
    }

    [Test]
    public void A_knexfile_may_be_a_function_and_may_be_put_together_step_by_step()
    {
        var called = Single("/p/knexfile.js", "module.exports = async () => { const config = { client: 'pg', pool: { min: 0 } }; config.pool.max = 4; return config; };");
        var stepwise = Single("/p/knexfile.ts", """
            import type { Knex } from 'knex';
            const config: Knex.Config = { client: 'pg', connection: { host: 'x' } };
            if (process.env.NODE_ENV === 'production') {
              (config.connection as Knex.PgConnectionConfig).ssl = { rejectUnauthorized: false };
            }
            export default config;
            """);

        Assert.That((called.Pool?.Max?.Value, called.Kind), Is.EqualTo(((double?)4, ConfigurationKind.Knexfile)));
        Assert.That((stepwise.Tls.Decision, stepwise.Tls.DecidedBy, stepwise.Tls.Unverified.Count), Is.EqualTo((TlsDecision.On, "", 1)));
    }

    [TestCase("['localhost', '127.0.0.1'].includes(new URL(process.env.DATABASE_URL).hostname) ? false : { rejectUnauthorized: false }", TlsDecision.UrlPattern, "localhost, 127.0.0.1")]
    [TestCase("(process.env.DATABASE_URL || '').match(/localhost/) ? false : { rejectUnauthorized: false }", TlsDecision.UrlPattern, "/localhost/")]
    [TestCase("['production', 'staging'].includes(process.env.NODE_ENV) ? { rejectUnauthorized: false } : false", TlsDecision.On, "")]
    [TestCase("process.env.PGSSL ? { rejectUnauthorized: false } : undefined", TlsDecision.EnvironmentVariable, "PGSSL")]
    [TestCase("isProduction() ? { rejectUnauthorized: false } : false", TlsDecision.On, "")]
    public void The_test_may_be_written_in_many_ways(string ssl, TlsDecision decision, string decidedBy)
    {
        var pool = Single("/p/db.js", $"const {{ Pool }} = require('pg');\nfunction isProduction() {{ return process.env.NODE_ENV === 'production'; }}\nmodule.exports = new Pool({{ connectionString: process.env.DATABASE_URL, ssl: {ssl} }});");

        Assert.That((pool.Tls.Decision, pool.Tls.DecidedBy, pool.Tls.Unverified.Count), Is.EqualTo((decision, decidedBy, 1)));
    }

    [Test]
    public void Tls_of_another_server_is_not_judged() =>
        Assert.That(Single("/p/knexfile.js", "module.exports = { client: 'sqlite3', connection: { filename: 'a.db' } };").Tls.Decision, Is.EqualTo(TlsDecision.Unknown));

    [Test]
    public void A_connection_that_is_a_url_or_else_an_object_is_read_as_the_object()
    {
        var configuration = Single("/p/knexfile.js", "module.exports = { client: 'pg', connection: process.env.DB_URL || { host: process.env.DB_HOST, ssl: { rejectUnauthorized: false } } };");

        Assert.That(configuration.ConnectionVariables, Is.EqualTo(["DB_HOST", "DB_URL"]));
        Assert.That(configuration.Tls.Unverified, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_environment_of_the_run_says_where_migrations_lie_and_decides_nothing_else()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/knexfile.js"] = """
                const url = process.env.DATABASE_URL;
                module.exports = {
                  client: 'pg',
                  connection: { connectionString: url, ssl: url.includes('localhost') ? false : { rejectUnauthorized: false } },
                  migrations: { directory: process.env.MIGRATIONS_DIR },
                };
                """,
            ["/p/chain/001_a.js"] = "exports.up = (knex) => {};",
        };
        var environment = new Dictionary<string, string> { ["DATABASE_URL"] = "postgres://me:hunter2@localhost/x", ["MIGRATIONS_DIR"] = "./chain" };
        var found = ProjectDiscovery.Discover(files, new LintRequest { Paths = ["/p"] }, new ModuleEvaluator(files, environment));
        var configuration = found.Configuration.Configurations.Single();

        Assert.That(found.Folders.Single().Path, Is.EqualTo("/p/chain"));
        Assert.That((configuration.Tls.Decision, configuration.Tls.DecidedBy), Is.EqualTo((TlsDecision.UrlPattern, "localhost")));
        Assert.That(configuration.ConnectionVariables, Is.EqualTo(["DATABASE_URL"]));
    }

    [Test]
    public void No_secret_enters_what_is_shown()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/knexfile.js"] = """
                module.exports = {
                  client: process.env.CLIENT || 'postgres://me:hunter2@db/x',
                  connection: { password: 'hunter2', connectionString: 'postgres://me:hunter2@db/x?sslmode=require' },
                  pool: { max: limit('hunter2 password') },
                  migrations: { directory: 'hunter2://x' },
                };
                """,
        };
        var configuration = Read(files).Single();
        var shown = new[] { configuration.Client?.Source, configuration.Pool?.Max?.Source, configuration.Tls.DecidedBy }.Concat(configuration.Migrations!.Directories.Select(directory => directory.Source));

        Assert.That(string.Join(" ", shown), Does.Not.Contain("me:").And.Not.Contain("postgres://"));
    }

    private static DatabaseConfiguration Single(string path, string text) => Read(new InMemoryFileSystem { [path] = text, ["/p/package.json"] = "{}" }).Single();

    private static IReadOnlyList<DatabaseConfiguration> Read(InMemoryFileSystem files, string path = "/p") =>
        ProjectDiscovery.Discover(files, new LintRequest { Paths = [path] }, new ModuleEvaluator(files, new Dictionary<string, string>())).Configuration.Configurations;
}
