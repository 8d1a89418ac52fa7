using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Rules.Indexing;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>A column is named after the key of another table, has its type, and no foreign key says so.</summary>
internal sealed class IdColumnWithoutForeignKey : Rule, IReplayRule
{
    private const string Unlinked = "unlinked_tables";

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML407", "id-column-without-foreign-key", RuleFamily.Integrity, Severity.Info)
    {
        Title = "A column is named after another table's key and has no foreign key",
        Text = new(
            "{table}.{column} names a row of {referenced}, and no foreign key says so",
            "PostgreSQL takes any value for it and lets rows of {referenced} be deleted that rows of {table} still name: joins then lose those rows in silence.",
            "Add the foreign key: {statement}; then VALIDATE CONSTRAINT it once rows without a target are mended."),
        Suppress = "Rows must outlive what they name, as in a log: name such tables in unlinked_tables.",
        Options = [new(Unlinked, "*log, *logs, *_log_*, *audit*, *history, *event, *events, *archive*, *_staging, staging_*, *_tmp, tmp_*", "Tables whose rows outlive what they name, separated by commas; * stands for any characters.")],
        Bad = """
            === migrations/001_invoices.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            CREATE TABLE invoices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|customer_id bigint NOT NULL|]);
            """,
        Good = """
            === migrations/001_invoices.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            CREATE TABLE invoices (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE
            );
            CREATE INDEX invoices_customer_id_idx ON invoices (customer_id);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = chain.End;
        var tables = state.KnownTables.ToList();
        var dropped = new HashSet<(ObjectId Table, string Column)>(DroppedKeys(chain));
        var named = tables.ToLookup(table => (table.Name.Schema, Words: string.Join("_", NamePatterns.Words(table.Name.Name))));
        foreach (var table in tables)
        {
            var keys = new HashSet<string>(table.Constraints.OfType<ForeignKeyConstraint>().SelectMany(key => key.Columns), StringComparer.Ordinal);
            foreach (var column in table.Columns.Where(column => column is { InheritedCount: 0, CreatedBy: not null, Generated: null } && !keys.Contains(column.Name)))
            {
                if (dropped.Contains((table.Id, column.Name)) || Stem(table, column.Name) is not { } stem || state.TypeName(column.Type) is not ("int2" or "int4" or "int8" or "uuid"))
                {
                    continue;
                }

                // Two tables that fit, such as user and users: which one is meant is not known.
                var fitting = Plurals(stem).SelectMany(words => named[(table.Name.Schema, words)]).Take(2).ToList();
                var place = EndState.Place(column);
                if (fitting.Count == 1 && fitting[0].Id != table.Id && HasKeyOf(fitting[0], column)
                    && !NamePatterns.Match(context.ListOption(Descriptor, Unlinked, place.Text.Path), table.Name.Name))
                {
                    ReportColumn(table, column.Name, fitting[0], place, report);
                }
            }
        }
    }

    /// <summary>The columns of foreign keys that a migration drops: whoever does that knows that there is none.</summary>
    private static IEnumerable<(ObjectId Table, string Column)> DroppedKeys(ReplayedChain chain) =>
        from migration in chain.Migrations
        from statement in migration.Outcome.Statements
        from step in statement.Steps
        where step.HasEffect
        let drop = step.Operation as DropConstraint
        where drop is not null
        let table = step.Before.FindRelation(drop.Table) as Table
        where table is not null
        from key in table.Constraints.OfType<ForeignKeyConstraint>()
        where key.Name == drop.Constraint
        from column in key.Columns
        select (table.Id, column);

    /// <summary>What stands before <c>id</c> in a column's name; null where that is nothing, or where a second column says which table is meant.</summary>
    private static string? Stem(Table table, string column)
    {
        var words = NamePatterns.Words(column);
        if (words.Count < 2 || words[words.Count - 1] != "id")
        {
            return null;
        }

        var stem = string.Join("_", words.Take(words.Count - 1));
        return table.Columns.Any(other => string.Join("_", NamePatterns.Words(other.Name)) is var name && (name == stem + "_type" || name == stem + "_kind")) ? null : stem;
    }

    private static IEnumerable<string> Plurals(string word)
    {
        yield return word;
        yield return word + "s";
        if (word.EndsWith("y", StringComparison.Ordinal))
        {
            yield return word.Substring(0, word.Length - 1) + "ies";
        }
        else if (word.EndsWith("s", StringComparison.Ordinal) || word.EndsWith("x", StringComparison.Ordinal) || word.EndsWith("h", StringComparison.Ordinal))
        {
            yield return word + "es";
        }
    }

    private static bool HasKeyOf(Table table, Column column) =>
        table.PrimaryKey is { Columns: [var key] } && table.FindColumn(key) is { } found && found.Type == column.Type;

    private static void ReportColumn(Table table, string column, Table referenced, Text.SourceSpan place, IReporter report)
    {
        var quoted = IndexStatement.Quote(column);
        var key = IndexStatement.Quote(referenced.PrimaryKey!.Columns[0]);
        report.Report(
            place,
            new()
            {
                ["table"] = table.Name.ToString(),
                ["column"] = column,
                ["referenced"] = referenced.Name.ToString(),
                ["statement"] = $"ALTER TABLE {SchemaPrinter.Name(table.Name)} ADD FOREIGN KEY ({quoted}) REFERENCES {SchemaPrinter.Name(referenced.Name)} ({key}) NOT VALID",
            },
            subject: $"{table.Name}.{column}");
    }
}
