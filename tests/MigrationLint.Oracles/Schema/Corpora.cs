using System.Text.RegularExpressions;

namespace MigrationLint.Oracles.Schema;

/// <summary>Migrations for PostgreSQL that packages of npm ship.</summary>
internal static partial class Corpora
{
    private static readonly string[] Packages =
    [
        "@backstage/plugin-catalog-backend@4.0.5", "@backstage/plugin-scaffolder-backend@4.3.0", "@backstage/plugin-auth-backend@0.31.0",
        "@backstage/plugin-events-backend@0.6.6", "@backstage/plugin-notifications-backend@0.6.11", "@backstage/plugin-search-backend-module-pg@0.5.61",
        "@backstage/plugin-app-backend@0.5.20", "@backstage/plugin-user-settings-backend@0.4.9", "@backstage/backend-defaults@0.19.0",
        "@backstage-community/plugin-announcements-backend@0.29.0", "@backstage-community/plugin-badges-backend@0.27.0",
        "@backstage-community/plugin-bazaar-backend@0.27.0", "@backstage-community/plugin-code-coverage-backend@0.16.1",
        "@backstage-community/plugin-copilot-backend@1.1.0", "@backstage-community/plugin-entity-feedback-backend@0.25.0",
        "@backstage-community/plugin-linguist-backend@0.31.0", "@backstage-community/plugin-playlist-backend@0.25.0",
        "@backstage-community/plugin-rbac-backend@8.1.3", "@backstage-community/plugin-tech-insights-backend@3.1.0",
        "@drodil/backstage-plugin-qeta-backend@4.0.5", "@directus/api@39.2.1", "unleash-server@8.2.0", "@paperclipai/db@2026.916.1",
        "graphile-worker@0.18.0", "@logto/schemas@1.43.0", "@spotify/backstage-plugin-soundcheck-backend@0.32.0",
        "@spotify/backstage-plugin-skill-exchange-backend@0.20.1", "@workflow/world-postgres@4.3.7",
    ];

    private static readonly Lazy<string> Unpacked = new(() => NpmPackages.Unpack("schema-corpora", Packages));
    private static readonly Lazy<IReadOnlyDictionary<string, RealRun>> Runs = new(RunAll);
    private static readonly Lazy<IReadOnlyDictionary<string, RealRun>> RunsOfHalves = new(RunHalves);

    /// <summary>Names of all corpora.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "catalog", "scaffolder", "auth", "events", "notifications", "search", "app", "user-settings", "defaults-auth", "defaults-scheduler", "announcements", "badges",
        "bazaar", "code-coverage", "copilot", "entity-feedback", "linguist", "playlist", "rbac", "tech-insights", "qeta", "directus", "unleash", "paperclip",
        "graphile-worker", "logto", "soundcheck", "skill-exchange", "workflow",
    ];

    /// <summary>What became of a corpus.</summary>
    public static RealRun Run(string name) => Runs.Value[name];

    /// <summary>What became of the second half of a corpus alone.</summary>
    public static RealRun RunSecondHalf(string name) => RunsOfHalves.Value[name];

    [GeneratedRegex(@"init_order = (?<order>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex InitOrder { get; }

    private static IReadOnlyDictionary<string, RealRun> RunAll() => RealTools.Run(Names.Select(Find));

    private static IReadOnlyDictionary<string, RealRun> RunHalves() => RealTools.Run(Names.Select(Find).Select(SecondHalf));

    private static Chain SecondHalf(Chain chain) => chain with { Steps = [chain.Steps[^1] with { Only = "second half" }] };

    private static Chain Find(string name) => name switch
    {
        "directus" => Directus(),
        "graphile-worker" => GraphileWorker(),
        "logto" => Logto(),
        "unleash" => Of(name, "db-migrate", "unleash-server-8.2.0", "dist/migrations"),
        "paperclip" => Of(name, "drizzle", "paperclipai-db-2026.916.1", "dist/migrations"),
        "workflow" => Of(name, "drizzle", "workflow-world-postgres-4.3.7", "src/drizzle/migrations"),
        "defaults-auth" => Of(name, "knex", "backstage-backend-defaults-0.19.0", "migrations/auth"),
        "defaults-scheduler" => Of(name, "knex", "backstage-backend-defaults-0.19.0", "migrations/scheduler"),
        "announcements" => Of(name, "knex", Package(name), "db/migrations"),
        _ => Of(name, "knex", Package(name), "migrations"),
    };

    private static Chain Of(string name, string tool, string package, string folder) => new(name, [new ChainStep(tool, [Content(package, folder)])]);

    private static string Content(string package, string folder) => Path.Combine(Unpacked.Value, package, "package", folder);

    // A plugin's folder is called after its scope, name and version.
    private static string Package(string plugin) =>
        Directory.GetDirectories(Unpacked.Value).Select(path => Path.GetFileName(path)).Single(folder => folder.Contains($"plugin-{plugin}-backend", StringComparison.Ordinal));

    // Directus has a runner of its own, which lies among the migrations. Four of them cannot be run outside of the application.
    private static Chain Directus()
    {
        var package = Content("directus-api-39.2.1", "");
        string[] others = ["run.js", "20240924A-migrate-legacy-comments.js", "20251014A-add-project-owner.js", "20251028A-add-retention-indexes.js", "20260113A-add-revisions-index.js"];
        var migrations = Fresh(Path.Combine(package, "dist/database/chain"));
        foreach (var file in Directory.GetFiles(Path.Combine(package, "dist/database/migrations"), "*.js").Where(file => !others.Contains(Path.GetFileName(file))))
        {
            File.Copy(file, Path.Combine(migrations, Path.GetFileName(file)));
        }

        var tables = Fresh(Path.Combine(package, "dist/database/base"));
        File.WriteAllText(Path.Combine(tables, "base.sql"), RealTools.DirectusBase(package));
        return new Chain("directus", [new ChainStep("plain", [tables]), new ChainStep("knex", [migrations])]);
    }

    // Its runner makes the schema and puts its name in.
    private static Chain GraphileWorker()
    {
        var source = Content("graphile-worker-0.18.0", "sql");
        var folder = Fresh(source + "-chain");
        File.WriteAllText(Path.Combine(folder, "000000.sql"), "create schema graphile_worker;\n");
        foreach (var file in Directory.GetFiles(source, "*.sql"))
        {
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), File.ReadAllText(file).Replace(":GRAPHILE_WORKER_SCHEMA", "graphile_worker", StringComparison.Ordinal));
        }

        return new Chain("graphile-worker", [new ChainStep("numeric", [folder])]);
    }

    // Its seed runs the files in the order that they state, and a common part after each. The table of tenants lies in a module.
    private static Chain Logto()
    {
        var source = Content("logto-schemas-1.43.0", "tables");
        var folder = Fresh(source + "-chain");
        var tenants = File.ReadAllText(Content("logto-schemas-1.43.0", "lib/models/tenants.js")).Split('`')[1];
        File.WriteAllText(Path.Combine(folder, "000_tenants.sql"), tenants.Replace("${TenantTag.Development}", "development", StringComparison.Ordinal));
        var afterEach = File.ReadAllText(Path.Combine(source, "_after_each.sql"));
        var files = Directory.GetFiles(source, "*.sql").Where(file => Path.GetFileName(file) is "_functions.sql" or [not '_', ..])
            .OrderBy(file => Order(File.ReadAllText(file))).ThenBy(file => file, StringComparer.Ordinal).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            var (name, text) = (Path.GetFileNameWithoutExtension(files[i]), File.ReadAllText(files[i]));
            var common = text.Contains("no_after_each", StringComparison.Ordinal) ? "" : afterEach.Replace("${name}", name, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, $"{i + 1:d3}_{name}.sql"), text + "\n;\n" + common); // not every file ends its statement
        }

        return new Chain("logto", [new ChainStep("plain", [folder])]);
    }

    private static double Order(string text) =>
        InitOrder.Match(text) is { Success: true } match ? double.Parse(match.Groups["order"].Value, System.Globalization.CultureInfo.InvariantCulture) : double.MaxValue;

    private static string Fresh(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }
}
