using MigrationLint.Diagnostics;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>The keys of an index are the first keys of another one.</summary>
internal sealed class RedundantIndex : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML506", "redundant-index", RuleFamily.Indexing, Severity.Info)
    {
        Title = "The keys of an index are the first keys of another index of the table",
        Text = new(
            "{narrow} of {table} holds the first keys of {wide}",
            "Each write to {table} feeds both, and what reads {narrow} runs as well on {wide}.",
            "Drop the narrower one: {statement}. In a file that no database has run yet, take it out."),
        Suppress = "The wider index is many times the size of the narrower one, which the hottest query uses.",
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL, placed_at timestamptz NOT NULL);
            CREATE INDEX orders_customer_id_idx ON orders (customer_id);
            === migrations/002_orders_placed_at.sql
            [|CREATE INDEX orders_customer_id_placed_at_idx ON orders (customer_id, placed_at)|];
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL, placed_at timestamptz NOT NULL);
            === migrations/002_orders_placed_at.sql
            CREATE INDEX orders_customer_id_placed_at_idx ON orders (customer_id, placed_at);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = chain.End;
        var printer = new SchemaPrinter(state.Schema);
        foreach (var table in state.Tables.Where(table => table.Indexes.Count > 1))
        {
            var candidates = IndexShape.Whole(table)
                .Where(index => index is { Method: "btree", Predicate: null })
                .Select(index => (Index: index, Keys: IndexShape.Keys(printer, index)))
                .Where(candidate => candidate.Keys is not null)
                .ToList();
            // Of two that are the same, ML505 reports the later one.
            var first = candidates.Where(candidate => IsPlain(candidate.Index)).GroupBy(candidate => string.Join("\n", candidate.Keys!), StringComparer.Ordinal).Select(same => same.OrderBy(candidate => candidate.Index.Id.Value).First());
            foreach (var (narrow, keys) in first)
            {
                var wide = candidates.Find(other => other.Keys!.Count > keys!.Count && other.Keys.Take(keys.Count).SequenceEqual(keys, StringComparer.Ordinal)).Index;
                if (wide is not null)
                {
                    ReportPair(state, table, narrow, wide, report);
                }
            }
        }
    }

    /// <summary>True where an index only finds rows: it makes nothing unique, and spares no look at the table.</summary>
    private static bool IsPlain(Schema.Index index) =>
        index is { IsUnique: false, Include.Count: 0 } && index.Constraint.IsNone && index.Keys.All(key => key.Column is not null);

    private static void ReportPair(EndState state, Table table, Schema.Index narrow, Schema.Index wide, IReporter report)
    {
        var (later, earlier) = narrow.Id.Value > wide.Id.Value ? (narrow, wide) : (wide, narrow);
        var place = EndState.Place(table, later);
        report.Report(
            place,
            new()
            {
                ["table"] = table.Name.ToString(),
                ["narrow"] = narrow.Name,
                ["wide"] = wide.Name,
                ["statement"] = IndexStatement.Drop(state, place, table, narrow),
            },
            related: [new(EndState.Place(table, earlier), $"{earlier.Name} is made here")],
            subject: $"{table.Name}: {narrow.Name} {wide.Name}");
    }
}
