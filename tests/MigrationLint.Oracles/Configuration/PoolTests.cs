using System.Diagnostics;
using System.Text.Json;
using MigrationLint.Checking;
using MigrationLint.Files;

namespace MigrationLint.Oracles.Configuration;

/// <summary>What the real Knex and node-postgres make of a pool is what ML701, ML702 and ML715 say of it.</summary>
public sealed class PoolTests
{
    private const string NoPool = "no pool";

    private static readonly string[] Pools =
    [
        "pool: {}",
        "pool: { min: 0 }",
        "pool: { min: 0, max: 1 }",
        "pool: { max: 2 }",
        "pool: { max: 1 }",
        "pool: { max: 0 }",
        "pool: { min: 0, max: 0 }",
        "pool: { min: 5, max: 4 }",
        "pool: { min: 0, max: 4, acquire: 1000 }",
        "pool: { min: 0, max: 4, idle: 1000 }",
        "pool: { min: 0, max: 4, evict: 1000 }",
        "pool: { min: 0, max: 4, connectionTimeoutMillis: 1000 }",
        "pool: { min: 0, max: 4, maxUses: 1000 }",
        "pool: { min: 0, max: 4, acquireTimeoutMillis: 1000 }",
        "pool: { min: 0, max: 4, createTimeoutMillis: 1000 }",
        "pool: { min: 0, max: 4, destroyTimeoutMillis: 1000 }",
        "pool: { min: 0, max: 4, idleTimeoutMillis: 1000 }",
        "pool: { min: 0, max: 4, reapIntervalMillis: 1000 }",
        "pool: { min: 0, max: 4, createRetryIntervalMillis: 1000 }",
        "pool: { min: 0, max: 4, propagateCreateError: true }",
        "pool: { min: 0, max: 4, maxConnectionLifetimeMillis: 1000 }",
        "pool: { min: 0, max: 4, afterCreate: (connection, done) => done() }",
        "pool: { min: 0, max: 4, validate: () => true }",
        "pool: { min: 0, max: 4, log: () => {} }",
        "pool: { min: 0 }, max: 77",
        "pool: { min: 0 }, min: 77",
        "pool: { min: 0 }, acquireTimeoutMillis: 77",
        "pool: { min: 0 }, idleTimeoutMillis: 77",
        "pool: { min: 0 }, createTimeoutMillis: 77",
        "pool: { min: 0 }, acquireConnectionTimeout: 77",
    ];

    private static readonly Lazy<JsonElement> Real = new(AskNode);

    [TestCaseSource(nameof(Pools))]
    public void Knex_does_with_a_pool_what_the_rules_say(string pool)
    {
        var real = Real.Value.GetProperty("pools")[Array.IndexOf(Pools, pool)].GetString();
        var found = Findings(("src/db.js", $"module.exports = require('knex')({{ client: 'pg', connection: process.env.DATABASE_URL, {pool} }});"))
            .Where(message => message.StartsWith("ML702", StringComparison.Ordinal) || message.StartsWith("ML715", StringComparison.Ordinal)).ToList();

        if (real!.StartsWith("Tarn", StringComparison.Ordinal))
        {
            Assert.That(found, Is.Not.Empty.And.All.Contains($"\"{real}\""));
        }
        else
        {
            Assert.That(found, real.Length == 0 ? Is.Empty : Is.Not.Empty.And.All.Contains(real == NoPool ? "builds no pool" : "the pool keeps its default"), real);
        }
    }

    [TestCase("knex", "require('knex')({ client: 'pg', connection: process.env.DATABASE_URL, pool: { log: () => {} } })")]
    [TestCase("pg", "new (require('pg').Pool)({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 97 })")]
    public void Defaults_are_the_library_s_own(string library, string made)
    {
        // A pool of Knex beside it says all values, so that the message names the defaults of the other.
        const string Other = "module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 91, max: 92, acquireTimeoutMillis: 93, idleTimeoutMillis: 94, createTimeoutMillis: 95 } };";
        var found = Findings(("knexfile.js", Other), ("src/db.js", $"module.exports = {made};")).Single(message => message.StartsWith("ML701", StringComparison.Ordinal));

        var defaults = Real.Value.GetProperty(library).EnumerateObject().ToList();
        Assert.That(defaults, Has.Count.GreaterThanOrEqualTo(3));
        foreach (var property in defaults)
        {
            Assert.That(found, Does.Match($@"\b{property.Name} 9\d( ms)? against {property.Value}( ms)? \(default\)"));
        }
    }

    /// <summary>A URL wins over host, port and database beside it, so that these lead to no pooler and to no other machine.</summary>
    [TestCase("{ connectionString: 'postgres://db.example.org:5432/app', port: 6543 }")]
    [TestCase("{ connectionString: 'postgres://db.example.org:6543/app', port: 5432 }")]
    [TestCase("{ port: 6543, connectionString: 'postgres://db.example.org/app' }")]
    [TestCase("{ connectionString: 'postgres://db.example.org:6543/app', host: 'localhost' }")]
    [TestCase("{ connectionString: 'postgres://localhost:6543/app', host: 'db.example.org' }")]
    [TestCase("{ host: 'db.example.org', port: 6543 }")]
    public void A_pooler_is_where_pg_connects(string connection)
    {
        const string Script = "const one = new (require('pg').Client)(eval('(' + process.argv[1] + ')')); console.log(JSON.stringify([one.host, one.port]));";
        var real = Ask(Script, connection);
        var isReported = Findings(("knexfile.js", $"module.exports = {{ client: 'pg', connection: {connection} }};")).Exists(message => message.StartsWith("ML714", StringComparison.Ordinal));

        Assert.That(isReported, Is.EqualTo(real[0].GetString() != "localhost" && real[1].GetInt32() == 6543), real.ToString());
    }

    [Test]
    public void A_pool_s_minimum_opens_nothing_in_advance() => Assert.That(Real.Value.GetProperty("opened").GetInt32(), Is.Zero);

    private static List<string> Findings(params (string Name, string Text)[] written)
    {
        var folder = Directory.CreateTempSubdirectory("migrationlint-pool-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "package.json"), "{}");
            foreach (var (name, text) in written)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
                File.WriteAllText(Path.Combine(folder, name), text);
            }

            var result = new Linter(new PhysicalFileSystem(), new LintOptions { Today = DateTime.UnixEpoch }).Run(new LintRequest { Paths = [PhysicalFileSystem.GetFullPath(folder)] });
            return [.. result.Diagnostics.Select(found => $"{found.Rule.Id} {found.Text}")];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JsonElement AskNode()
    {
        const string Script = """
            const knex = require('knex');
            const { Pool } = require('pg');
            const poolOf = (config) => knex(Object.assign({ client: 'pg', connection: 'postgres://h/x' }, config)).client.pool;
            const numbers = (pool) => [pool.min, pool.max, pool.acquireTimeoutMillis, pool.idleTimeoutMillis, pool.createTimeoutMillis].join();
            const outcome = (text) => {
              try {
                const config = eval('({' + text + '})');
                const pool = poolOf(config);
                const outside = Object.keys(config).find((name) => name !== 'pool');
                return !pool ? 'no pool' : outside && numbers(pool) === numbers(poolOf({ pool: config.pool })) ? 'ignored' : '';
              } catch (error) {
                return error.message;
              }
            };
            const own = poolOf({});
            const eager = poolOf({ pool: { min: 3, max: 5 } });
            const pg = new Pool().options;
            console.log(JSON.stringify({
              pools: JSON.parse(process.argv[1]).map(outcome),
              knex: { min: own.min, max: own.max, 'acquire timeout': own.acquireTimeoutMillis, 'idle timeout': own.idleTimeoutMillis, 'create timeout': own.createTimeoutMillis },
              pg: { min: pg.min, max: pg.max, 'idle timeout': pg.idleTimeoutMillis },
              opened: eager.numUsed() + eager.numFree() + eager.numPendingCreates(),
            }));
            """;
        return Ask(Script, JsonSerializer.Serialize(Pools));
    }

    private static JsonElement Ask(string script, string argument)
    {
        var start = new ProcessStartInfo("node", ["--no-warnings", "-e", script, "--", argument])
        {
            WorkingDirectory = NpmPackages.Install("pools", "knex@3.3.0", "pg@8.16.3"),
            RedirectStandardOutput = true,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return JsonDocument.Parse(output).RootElement.Clone();
    }
}
