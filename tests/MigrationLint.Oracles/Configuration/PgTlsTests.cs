using System.Diagnostics;
using System.Text.Json;
using MigrationLint.Configuration;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Oracles.Configuration;

/// <summary>What the real node-postgres makes of a configuration is what our reader says of it, for a pool of pg and for Knex alike.</summary>
public sealed class PgTlsTests
{
    private static readonly string[] Configurations =
    [
        "{ host: 'h' }",
        "{ host: 'h', ssl: true }",
        "{ host: 'h', ssl: false }",
        "{ host: 'h', ssl: { rejectUnauthorized: false } }",
        "{ host: 'h', ssl: { rejectUnauthorized: true } }",
        "{ host: 'h', ssl: 'require' }",
        "{ connectionString: 'postgres://h/x' }",
        "{ connectionString: 'postgres://h/x', ssl: { rejectUnauthorized: false } }",
        "{ connectionString: 'postgres://h/x?sslmode=disable', ssl: true }",
        "{ connectionString: 'postgres://h/x?sslmode=require', ssl: { rejectUnauthorized: false } }",
        "{ connectionString: 'postgres://h/x?sslmode=prefer' }",
        "{ connectionString: 'postgres://h/x?sslmode=verify-full' }",
        "{ connectionString: 'postgres://h/x?sslmode=no-verify' }",
        "{ connectionString: 'postgres://h/x?application_name=a&sslmode=no-verify' }",
        "{ connectionString: 'postgres://h/x?uselibpqcompat=true&sslmode=require' }",
        "{ connectionString: 'postgres://h/x?ssl=true' }",
        "{ connectionString: 'postgres://h/x?ssl=1' }",
        "{ connectionString: 'postgres://h/x?ssl=0', ssl: true }",
        "{ connectionString: 'postgres://h/x?ssl=false' }",
        "{ connectionString: 'postgres://h/x?ssl=no-verify' }",
    ];

    private static readonly Lazy<List<string>> Real = new(AskPg);

    [TestCaseSource(nameof(Configurations))]
    public void Pg_and_our_reader_agree(string configuration)
    {
        var real = Real.Value[Array.IndexOf(Configurations, configuration)];

        Assert.That(Ours("db.js", $"module.exports = new (require('pg').Pool)({configuration});"), Is.EqualTo(real), "a pool of pg");
        Assert.That(Ours("knexfile.js", $"module.exports = {{ client: 'pg', connection: {configuration} }};"), Is.EqualTo(real), "Knex");
    }

    private static string Ours(string name, string text)
    {
        var folder = Directory.CreateTempSubdirectory("migrationlint-tls-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "package.json"), "{}");
            File.WriteAllText(Path.Combine(folder, name), text);
            var files = new PhysicalFileSystem();
            var request = new LintRequest { Paths = [PhysicalFileSystem.GetFullPath(folder)] };
            var tls = ProjectDiscovery.Discover(files, request, new ModuleEvaluator(files, new Dictionary<string, string>())).Configuration.Configurations.Single().Tls;
            return tls.Decision is TlsDecision.Absent or TlsDecision.Off ? "off" : tls.Unverified.Count > 0 ? "unverified" : tls.Decision == TlsDecision.On ? "verified" : "unknown";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> AskPg()
    {
        const string Script = """
            const { Client } = require('pg');
            const tell = (ssl) => !ssl ? 'off' : ssl.rejectUnauthorized === false ? 'unverified' : 'verified';
            const configurations = JSON.parse(process.argv[1]).map((text) => eval('(' + text + ')'));
            console.log(JSON.stringify(configurations.map((one) => tell(new Client(one).connectionParameters.ssl))));
            """;
        var start = new ProcessStartInfo("node", ["--no-warnings", "-e", Script, "--", JsonSerializer.Serialize(Configurations)])
        {
            WorkingDirectory = NpmPackages.Install("pg", "pg@8.16.3"),
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("PGSSLMODE");
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return JsonSerializer.Deserialize<List<string>>(output)!;
    }
}
