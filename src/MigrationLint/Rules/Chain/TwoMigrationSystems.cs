using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>Two tools make or change the same tables, each with a ledger of its own.</summary>
internal sealed class TwoMigrationSystems : ProjectRule
{
    private static readonly RuleText Alters = new(
        "{tool} changes {tables}, which {other} creates in {directory}",
        "Neither tool knows what the other has run: on a fresh database it depends on who is started first whether this works, and a rollback of one leaves the other's work without its ground.",
        "Bring the migrations into one folder and under one tool, or declare one chain: give both folders an Order.");

    // What migrations are put into, in whatever nesting: above it is the package that they belong to.
    private static readonly HashSet<string> Containers = new(StringComparer.OrdinalIgnoreCase)
    {
        "migrations", "migration", "migrate", "db", "database", "databases", "sql", "prisma", "drizzle", "supabase", "knex", "flyway", "dbmate", "goose", "src", "data", "schema", "scripts", "resources",
        "main", "config", "postgres", "postgresql", "pg", "deploy", "versions", "meta",
    };

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML029", "two-migration-systems", RuleFamily.Chain, Severity.Warning)
    {
        Title = "Two tools make or change the same tables",
        Text = new(
            "{tool} and {other} both create {tables}",
            "Each tool has a ledger of its own and does not know what the other has run: whoever comes second fails on a table that is there, or skips it and leaves the first one's columns.",
            "Decide which tool owns the tables and delete the other's statements; if both folders have to stay, declare one chain and give both an Order."),
        Variants = [Alters],
        Suppress = "The two folders are for two databases.",
        Bad = """
            === db/migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === prisma/migrations/20250115080000_init/migration.sql
            [|CREATE TABLE invoices (id bigserial PRIMARY KEY)|];
            === prisma/migrations/migration_lock.toml
            provider = "postgresql"
            """,
        Good = """
            === db/migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === prisma/migrations/20250115080000_init/migration.sql
            CREATE TABLE sessions (id bigserial PRIMARY KEY);
            === prisma/migrations/migration_lock.toml
            provider = "postgresql"
            """,
    };

    /// <inheritdoc/>
    public override void Check(IReadOnlyList<ReplayedChain> chains, IReporter report)
    {
        var systems = chains.Where(chain => chain.Migrations.Count > 0).Select(chain => new MigrationSystem(chain)).ToList();
        for (var i = 0; i < systems.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (systems[i].Tools.Overlaps(systems[j].Tools) || systems[i].Package != systems[j].Package)
                {
                    continue;
                }

                if (!Compare(systems[i], systems[j], report))
                {
                    _ = CompareUse(systems[i], systems[j], report) || CompareUse(systems[j], systems[i], report);
                }
            }
        }
    }

    private static bool Compare(MigrationSystem system, MigrationSystem other, IReporter report)
    {
        var shared = system.Created.Where(table => other.Created.ContainsKey(table.Key)).OrderBy(table => table.Value.Span.Start).ToList();
        if (shared.Count == 0)
        {
            return false;
        }

        report.Report(
            shared[0].Value,
            Arguments(system, other, shared.ConvertAll(table => table.Key)),
            related: [new RelatedLocation(other.Created[shared[0].Key], $"{other.Name} creates it here")],
            subject: other.Folder.Path);
        return true;
    }

    private static bool CompareUse(MigrationSystem system, MigrationSystem other, IReporter report)
    {
        var shared = system.Assumed.Where(table => other.Created.ContainsKey(table.Key)).ToList();
        if (shared.Count == 0)
        {
            return false;
        }

        report.Report(
            shared[0].Value,
            Arguments(system, other, shared.ConvertAll(table => table.Key)),
            Alters,
            related: [new RelatedLocation(other.Created[shared[0].Key], $"{other.Name} creates it here")],
            subject: other.Folder.Path);
        return true;
    }

    private static MessageArguments Arguments(MigrationSystem system, MigrationSystem other, List<QualifiedName> tables) => new()
    {
        ["tool"] = system.Name,
        ["other"] = other.Name,
        ["tables"] = Phrase.List([.. tables.Select(table => table.ToString())]),
        ["directory"] = PathText.GetFileName(other.Folder.Path),
    };

    /// <summary>A chain as one of several.</summary>
    private sealed class MigrationSystem
    {
        public MigrationSystem(ReplayedChain chain)
        {
            Folder = chain.Migrations[0].Folder;
            Tools = [.. chain.Migrations.Select(migration => migration.Folder.Tool)];
            Package = PackageOf(Folder.Path);
            foreach (var step in chain.Migrations.SelectMany(migration => migration.Outcome.Statements).SelectMany(statement => statement.Steps).Where(step => step.HasEffect && step.Refusal is null))
            {
                if (step.Operation is CreateTable { Persistence: not Persistence.Temporary } create && !MigrationLedgers.IsTable(create.Table.Name) && !Created.ContainsKey(create.Table))
                {
                    Created.Add(create.Table, create.Source);
                }
            }

            foreach (var assumed in chain.Assumed.Where(assumed => assumed.Kind == ObjectKind.Table && !Assumed.ContainsKey(assumed.Name)))
            {
                Assumed.Add(assumed.Name, assumed.FirstUse);
            }
        }

        public MigrationFolder Folder { get; }

        public HashSet<MigrationTool> Tools { get; }

        public string Package { get; }

        public Dictionary<QualifiedName, SourceSpan> Created { get; } = [];

        public Dictionary<QualifiedName, SourceSpan> Assumed { get; } = [];

        public string Name => Folder.Tool == MigrationTool.NumberedSql ? $"the scripts in {PathText.GetFileName(Folder.Path)}" : MigrationToolNames.Display(Folder.Tool);

        private static string PackageOf(string path)
        {
            while (Containers.Contains(PathText.GetFileName(path)) && PathText.GetDirectory(path) is { } above)
            {
                path = above;
            }

            return path;
        }
    }
}
