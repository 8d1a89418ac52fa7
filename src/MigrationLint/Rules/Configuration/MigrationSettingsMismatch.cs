using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>
/// Two configurations of one database that differ in the folder of migrations or in the ledger, not in both: two chains, each with a ledger of its own, are
/// a design.
/// </summary>
internal sealed class MigrationSettingsMismatch : ConfigurationRule
{
    private static readonly HashSet<string> BuildOutput = new(StringComparer.OrdinalIgnoreCase) { "dist", "build", "out", "output", "lib", ".next", "target", "compiled" };

    private static readonly RuleText Folder = new(
        "{first} runs the migrations of {firstFolder}, {second} those of {secondFolder}, with one ledger",
        "Knex compares the ledger {ledger} with the folder before it runs anything: each configuration misses the files that the other has recorded, and stops with \"The migration directory is corrupt\".",
        "Name the same directory in both files, or give one of the two chains a tableName of its own.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML710", "migration-settings-mismatch", RuleFamily.Configuration, Severity.Error)
    {
        Title = "Two configurations of one database differ in the folder of migrations or in the ledger",
        Text = new(
            "{first} keeps the ledger {firstLedger}, {second} {secondLedger}, for one folder of migrations",
            "Neither knows what the other has run: the second one runs the chain again from its first file and fails on tables that are there already.",
            "Write the same tableName and schemaName in both files: those of the ledger that the database has."),
        Variants = [Folder],
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              migrations: { directory: './migrations', tableName: 'schema_history' },
            };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: process.env.DATABASE_URL,
              [|migrations: { directory: '../migrations' }|],
            });
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              migrations: { directory: './migrations', tableName: 'schema_history' },
            };
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: process.env.DATABASE_URL,
              migrations: { directory: '../migrations', tableName: 'schema_history' },
            });
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var pair in ConfigurationPairs.ByFile(configuration).Select(files => files.FirstOrDefault(Differ)).OfType<ConfigurationPair>())
        {
            var (first, second) = (pair.First.Migrations!, pair.Second.Migrations!);
            var names = ConfigurationPairs.Names(pair);
            var isLedger = IsLedgerOther(first, second);
            report.Report(
                second.Location!.Value,
                new()
                {
                    ["first"] = names.First,
                    ["second"] = names.Second,
                    ["firstFolder"] = Folders(first),
                    ["secondFolder"] = Folders(second),
                    ["ledger"] = Ledger(first),
                    ["firstLedger"] = Ledger(first),
                    ["secondLedger"] = Ledger(second),
                },
                isLedger ? null : Folder,
                // Without a schema the search path decides, which a role may set as well.
                isLedger && first.TableName == second.TableName && (first.SchemaName is null || second.SchemaName is null) ? Severity.Warning : null,
                related: [new RelatedLocation(first.Location!.Value, "the other settings")],
                subject: $"{names.First} {names.Second}");
        }
    }

    private static bool Differ(ConfigurationPair pair) =>
        pair.First.Migrations is { Location: not null, IsPartial: false, IsLedgerKnown: true } first
        && pair.Second.Migrations is { Location: not null, IsPartial: false, IsLedgerKnown: true } second
        && IsCertainlyOneDatabase(pair)
        && (IsLedgerOther(first, second)
            ? IsFolderSame(first, second) && !(first.TableName == second.TableName && HasSearchPath(pair))
            : IsFolderOther(pair) && !first.DisableMigrationsListValidation && !second.DisableMigrationsListValidation);

    private static bool IsCertainlyOneDatabase(ConfigurationPair pair) =>
        (pair.First.Place is { } place && place == pair.Second.Place)
        || pair.First.ConnectionVariables.Intersect(pair.Second.ConnectionVariables, StringComparer.Ordinal).Any();

    private static bool IsLedgerOther(KnexMigrationSettings first, KnexMigrationSettings second) =>
        first.TableName != second.TableName || (first.SchemaName ?? "public") != (second.SchemaName ?? "public");

    private static bool HasSearchPath(ConfigurationPair pair) => pair.First.Options.Concat(pair.Second.Options).Any(option => option.Name == "searchPath");

    private static bool IsFolderSame(KnexMigrationSettings first, KnexMigrationSettings second) =>
        first.Directories.Select(directory => directory.Value).SequenceEqual(second.Directories.Select(directory => directory.Value), StringComparer.Ordinal);

    private static bool IsFolderOther(ConfigurationPair pair)
    {
        var (first, second) = (pair.First.Migrations!.Directories, pair.Second.Migrations!.Directories);
        return !HasBuild(first) && !HasBuild(second)
            && (first.Any(one => !second.Any(other => MayBeSame(one, pair.First, other, pair.Second)))
                || second.Any(one => !first.Any(other => MayBeSame(one, pair.Second, other, pair.First))));
    }

    // What a build writes is a copy of the sources.
    private static bool HasBuild(IReadOnlyList<Setting<string>> directories) => directories.Any(directory => directory.Value!.Split('/').Any(BuildOutput.Contains));

    private static bool MayBeSame(Setting<string> first, DatabaseConfiguration firstOwner, Setting<string> second, DatabaseConfiguration secondOwner) =>
        first.Value == second.Value || DependsOnWorkingDirectory(first, firstOwner, second.Value!) || DependsOnWorkingDirectory(second, secondOwner, first.Value!);

    /// <summary>Outside of a knexfile a relative path starts at the working directory, which no file tells: it may end up at any path that ends with it.</summary>
    private static bool DependsOnWorkingDirectory(Setting<string> directory, DatabaseConfiguration owner, string other)
    {
        if (owner.Kind == ConfigurationKind.Knexfile || directory.Source.Contains("__dirname") || directory.Source.Contains("import.meta"))
        {
            return false;
        }

        var isLiteral = directory.Source.Length > 1 && directory.Source[0] is '\'' or '"' or '`';
        var text = directory.Source.Trim('\'', '"', '`').TrimEnd('/');
        text = text.StartsWith("./", StringComparison.Ordinal) ? text.Substring(2) : text;
        return !isLiteral || text.StartsWith("..", StringComparison.Ordinal) || text.Length == 0
            || (text[0] != '/' && other.EndsWith("/" + text, StringComparison.Ordinal));
    }

    private static string Ledger(KnexMigrationSettings settings) => settings.SchemaName is { } schema ? schema + "." + settings.TableName : settings.TableName;

    private static string Folders(KnexMigrationSettings settings) => string.Join(
        " and ", settings.Directories.Select(directory => PathText.GetDirectory(directory.Value!) is { Length: > 1 } above ? $"{PathText.GetFileName(above)}/{PathText.GetFileName(directory.Value!)}" : directory.Value));
}
