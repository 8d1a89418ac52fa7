using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>A primary key that is counted up ends at two thousand million, or at 32767.</summary>
internal sealed class SmallIntegerKey : Rule, IReplayRule
{
    private const string LookupTables = "lookup_tables";

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML507", "small-integer-key", RuleFamily.Indexing, Severity.Info)
    {
        Title = "A primary key that a sequence counts is an integer or smallint",
        Text = new(
            "{columns}, the primary key of {table}, is {type} and ends at {maximum}",
            "Rolled back and deleted rows use numbers up too. At the end every INSERT fails (2200H, 22003), and the change to bigint then rewrites the table and all that refers to it while nothing can be written.",
            "Make it {bigint}, and the columns that refer to it bigint. node-postgres hands bigint out as a string unless a type parser is set."),
        Suppress = "The table holds a few rows that people enter: name such tables in lookup_tables.",
        Options =
        [
            new(
                LookupTables,
                "*_type, *_types, *_status, *_statuses, *_kind, *_kinds, roles, permissions, countries, currencies, languages, locales, settings, *_settings",
                "The tables that stay small, separated by commas; * stands for any characters."),
        ],
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE orders ([|id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY|], note text);
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var group in state.FindColumns((table, column, type) => type is "int4" or "int2" && IsCounted(state.Schema, table, column)))
        {
            if (NamePatterns.Match(context.ListOption(Descriptor, LookupTables, group.Place.Text.Path), group.Table.Name.Name))
            {
                continue;
            }

            var arguments = group.Arguments;
            var isSmall = state.TypeName(group.First.Type) == "int2";
            arguments["type"] = isSmall ? "smallint" : "integer";
            arguments["maximum"] = isSmall ? "32767" : "2147483647";
            arguments["bigint"] = state.IsKnex(group.Place) ? $"table.bigIncrements({IndexStatement.Literal(group.First.Name)})"
                : group.First.Identity == IdentityKind.None ? "bigserial"
                : "bigint";
            report.Report(group.Place, arguments, subject: group.Subject);
        }
    }

    /// <summary>True where the column alone is the primary key, and takes its values from a sequence: not where it takes another table's, or the application's.</summary>
    private static bool IsCounted(DatabaseSchema schema, Table table, Column column) =>
        table.PrimaryKey is { Columns.Count: 1 } key && key.Columns[0] == column.Name && (column.Identity != IdentityKind.None || IsSerial(schema, column));

    /// <summary>True where the default is the next value of a sequence.</summary>
    public static bool IsSerial(DatabaseSchema schema, Column column) =>
        column.Default?.Parts.OfType<RelationPart>().Any(part => schema.FindRelation(part.Relation) is Sequence) == true;
}
