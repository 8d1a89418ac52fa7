using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>A table ends without a primary key.</summary>
internal sealed class TableWithoutPrimaryKey : Rule, IReplayRule
{
    private const string Staging = "staging_tables";

    private static readonly RuleText Unique = new(
        "{table} has no primary key, only {constraint}",
        "Tools that copy, edit or replicate rows look for the primary key: logical replication refuses UPDATE and DELETE on {table} (55000) as long as it has none.",
        "Make the unique key the primary one: {statement}.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML408", "table-without-primary-key", RuleFamily.Integrity, Severity.Warning)
    {
        Title = "A table has no primary key at the end of the chain",
        Text = new(
            "{table} has no primary key",
            "Two equal rows cannot be told apart, so that neither can be changed or deleted alone; logical replication refuses UPDATE and DELETE on {table} (55000).",
            "Give it a key: {statement}, or declare the columns that identify a row as PRIMARY KEY."),
        Variants = [Unique],
        Suppress = "Rows are only loaded and read as a whole, such as in a staging table: name these in staging_tables.",
        Options = [new(Staging, "*_staging, staging_*, *_tmp, tmp_*, *_import", "Tables that rows only pass through, separated by commas; * stands for any characters.")],
        Bad = """
            === migrations/001_ratings.sql
            CREATE TABLE [|ratings|] (customer text NOT NULL, stars integer NOT NULL);
            """,
        Good = """
            === migrations/001_ratings.sql
            CREATE TABLE ratings (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer text NOT NULL, stars integer NOT NULL);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var table in state.KnownTables.Where(table => table.PrimaryKey is null && table.Parents.Count == 0 && !table.Columns.Any(IsOfUnknownType)))
        {
            var place = table.CreatedBy!.Source;
            if (NamePatterns.Match(context.ListOption(Descriptor, Staging, place.Text.Path), table.Name.Name))
            {
                continue;
            }

            var unique = table.Constraints.OfType<KeyConstraint>().FirstOrDefault(key => key.Columns.All(name => table.FindColumn(name) is { IsNotNull: true }));
            var key = unique is null ? "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY" : $"PRIMARY KEY ({string.Join(", ", unique.Columns.Select(Quote))})";
            report.Report(
                place,
                new()
                {
                    ["table"] = table.Name.ToString(),
                    ["constraint"] = unique?.Name ?? "",
                    ["statement"] = $"ALTER TABLE {SchemaPrinter.Name(table.Name)} ADD {(unique is null ? "COLUMN " : "")}{key}",
                },
                unique is null ? null : Unique,
                subject: table.Name.ToString());
        }
    }

    private static bool IsOfUnknownType(Column column) => column.Type.Type.IsNone;

    private static string Quote(string name) => SchemaPrinter.Name(new QualifiedName("", name));
}
