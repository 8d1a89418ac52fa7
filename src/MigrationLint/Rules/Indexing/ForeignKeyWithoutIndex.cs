using MigrationLint.Diagnostics;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>No index finds the rows that a foreign key makes PostgreSQL look for.</summary>
internal sealed class ForeignKeyWithoutIndex : Rule, IReplayRule
{
    private const string LookupTables = "lookup_tables";

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML501", "foreign-key-without-index", RuleFamily.Indexing, Severity.Warning)
    {
        Title = "At the end of the chain no index begins with the columns of a foreign key",
        Text = new(
            "No index of {table} begins with {columns}, its foreign key to {referenced}",
            "Each DELETE on {referenced}, and each UPDATE of its key, reads all of {table} to find the rows that refer to it, and keeps its locks meanwhile; joins from {referenced} read all of {table} too.",
            "Add an index on {columns}: {statement}."),
        Suppress = "No row of the referenced table is ever deleted, nor its key changed, and nothing joins from there: name such tables in lookup_tables.",
        Options = [new(LookupTables, "", "Referenced tables whose rows are never deleted, separated by commas; * stands for any characters.")],
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            CREATE TABLE orders (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              customer_id bigint NOT NULL [|REFERENCES customers (id) ON DELETE CASCADE|]
            );
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            CREATE TABLE orders (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE
            );
            CREATE INDEX orders_customer_id_idx ON orders (customer_id);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var table in state.KnownTables)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var key in table.Constraints.OfType<ForeignKeyConstraint>())
            {
                var isOwn = key is { IsLocal: true, CreatedBy: not null } && key.Parent.IsNone;
                if (isOwn && !table.Indexes.Any(index => IndexUse.FindsEqual(state.Schema, index, key.Columns)) && seen.Add(string.Join("\n", key.Columns.OrderBy(column => column, StringComparer.Ordinal))))
                {
                    ReportKey(state, table, key, context, report);
                }
            }
        }
    }

    private void ReportKey(EndState state, Table table, ForeignKeyConstraint key, RuleContext context, IReporter report)
    {
        var place = EndState.Place(key);
        if (state.Schema.FindRelation(key.ReferencedTable) is not { } referenced
            || NamePatterns.Match(context.ListOption(Descriptor, LookupTables, place.Text.Path), referenced.Name.Name))
        {
            return;
        }

        report.Report(
            place,
            new()
            {
                ["table"] = table.Name.ToString(),
                ["columns"] = Phrase.List(key.Columns, key.Columns.Count),
                ["referenced"] = referenced.Name.ToString(),
                ["statement"] = IndexStatement.Create(state, place, table, key.Columns),
            },
            subject: $"{table.Name}({string.Join(",", key.Columns)})");
    }
}
