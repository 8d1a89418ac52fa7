using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Indexing;

/// <summary>A column holds the hands of a clock instead of a moment.</summary>
internal sealed class TimestampWithoutTimeZone : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML508", "timestamp-without-time-zone", RuleFamily.Indexing, Severity.Info)
    {
        Title = "A column is of the type timestamp, which knows no time zone",
        Text = new(
            "{columns} of {table} {is}",
            "PostgreSQL drops the zone of what is written and keeps the hands of the clock. now() is turned into the session's zone, node-postgres reads the value in the zone of its process: where the two differ, or summer time ends, moments shift by hours and nothing fails.",
            "Write timestamptz{knex}, which takes 8 bytes too. Where the column is in use and holds UTC: ALTER TABLE {target} ALTER COLUMN {column} TYPE timestamptz USING {column} AT TIME ZONE 'UTC'."),
        Suppress = "The time on the clock is what is meant, wherever that is: opening hours, an alarm, the start of a local event.",
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|placed_at timestamp NOT NULL|]);
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, placed_at timestamptz NOT NULL);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var group in state.FindColumns((_, column, type) => type == "timestamp" && !NamePatterns.Words(column.Name).Contains("local", StringComparer.Ordinal)))
        {
            var arguments = group.Arguments;
            arguments["is"] = group.Columns.Count == 1 ? "is a timestamp without time zone" : "are timestamps without time zone";
            arguments["knex"] = state.IsKnex(group.Place) ? $", with Knex table.timestamp({IndexStatement.Literal(group.First.Name)}) without useTz: false" : "";
            report.Report(group.Place, arguments, subject: group.Subject);
        }
    }
}
