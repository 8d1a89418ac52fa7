using MigrationLint.Diagnostics;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>A table that grows with time has no index that reads the time of its rows.</summary>
internal sealed class CreatedAtWithoutIndex : Rule, IReplayRule
{
    private const string Tables = "tables";

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML502", "created-at-without-index", RuleFamily.Indexing, Severity.Info)
    {
        Title = "A log, history or transaction table has no index on the time of its rows",
        Text = new(
            "{table} grows with every event and no index reads {column}",
            "Listing the latest rows, a period, or deleting old ones reads and sorts all of {table}, which takes longer each day.",
            "Add an index on {column}: {statement}. Where rows come in the order of time and nobody asks for the last few, a BRIN index is a thousandth of the size."),
        Suppress = "Nothing ever asks for rows by their time: the table is read by other keys only.",
        Options =
        [
            new(
                Tables,
                "log, logs, *_log, *_logs, *Log, *Logs, event, events, *_event, *_events, *Events, audit*, *_audit, *_audits, *_audit_*, history, *_history, *History, transaction, transactions, *_transactions",
                "The tables that grow with time, separated by commas; * stands for any characters."),
        ],
        Bad = """
            === migrations/001_audit_log.sql
            CREATE TABLE audit_log (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              action text NOT NULL,
              [|created_at timestamptz NOT NULL DEFAULT now()|]
            );
            """,
        Good = """
            === migrations/001_audit_log.sql
            CREATE TABLE audit_log (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              action text NOT NULL,
              created_at timestamptz NOT NULL DEFAULT now()
            );
            CREATE INDEX audit_log_created_at_idx ON audit_log (created_at);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var table in state.KnownTables)
        {
            var column = RowTimes.FindCreation(state, table);
            if (column is null || table.Indexes.Any(index => IndexUse.Reads(index, column.Name)) || table.PartitionBy?.Keys.Any(key => key.Column is null || key.Column == column.Name) == true)
            {
                continue;
            }

            // Where each row has a tenant, ML503 asks for an index that begins with it.
            var place = EndState.Place(column);
            if (NamePatterns.Match(context.ListOption(Descriptor, Tables, place.Text.Path), table.Name.Name) && TenantCreatedAtIndex.FindTenant(table, context, place) is null)
            {
                report.Report(
                    place,
                    new()
                    {
                        ["table"] = table.Name.ToString(),
                        ["column"] = column.Name,
                        ["statement"] = IndexStatement.Create(state, place, table, [column.Name]),
                    },
                    subject: $"{table.Name}.{column.Name}");
            }
        }
    }
}
