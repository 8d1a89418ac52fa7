using MigrationLint.Diagnostics;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>No index reads the state by which rows are picked.</summary>
internal sealed class StatusWithoutIndex : Rule, IReplayRule
{
    private const string StatusColumns = "columns";

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML504", "status-without-index", RuleFamily.Indexing, Severity.None)
    {
        Title = "No index reads a column that holds the state of a row",
        Text = new(
            "No index of {table} reads {column}",
            "A query for the rows in one state, as workers send it for those that wait, runs through all of {table}.",
            "Add an index for what is asked, best a partial one over the states that few rows have, as WHERE {quoted} = 'pending'; one over all: {statement}."),
        Suppress = "Nothing looks for rows by this column alone, or most rows have the same value.",
        Options = [new(StatusColumns, "status, state, type", "The columns that rows are picked by, separated by commas; * stands for any characters.")],
        Bad = """
            === migrations/001_jobs.sql
            CREATE TABLE jobs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|status text NOT NULL|]);
            """,
        Good = """
            === migrations/001_jobs.sql
            CREATE TABLE jobs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, status text NOT NULL);
            CREATE INDEX jobs_waiting_idx ON jobs (id) WHERE status = 'waiting';
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var table in state.KnownTables)
        {
            foreach (var column in table.Columns.Where(column => column is { InheritedCount: 0, CreatedBy: not null } && state.TypeName(column.Type) != "bool"))
            {
                var place = EndState.Place(column);
                if (NamePatterns.Match(context.ListOption(Descriptor, StatusColumns, place.Text.Path), column.Name) && !table.Indexes.Any(index => IndexUse.Reads(index, column.Name)))
                {
                    report.Report(
                        place,
                        new()
                        {
                            ["table"] = table.Name.ToString(),
                            ["column"] = column.Name,
                            ["quoted"] = IndexStatement.Quote(column.Name),
                            ["statement"] = IndexStatement.Create(state, place, table, [column.Name]),
                        },
                        subject: $"{table.Name}.{column.Name}");
                }
            }
        }
    }
}
