using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Integrity;

/// <summary>A list names the same column twice.</summary>
internal sealed class DuplicateColumn : RefusalRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML423", "duplicate-column", RuleFamily.Integrity, Severity.Error)
    {
        Title = "A list names the same column twice",
        Text = new(
            "{file} lists {column} twice: {problem} ({state})",
            "PostgreSQL refuses the list, so that {fails}.",
            "Delete one of the two; where another column was meant, write its name."),
        Bad = """
            === migrations/001_seats.sql
            CREATE TABLE seats (hall bigint NOT NULL, row_no integer NOT NULL, seat_no integer NOT NULL);
            === migrations/002_key.sql
            ALTER TABLE seats ADD [|PRIMARY KEY (hall, row_no, row_no)|];
            """,
        Good = """
            === migrations/001_seats.sql
            CREATE TABLE seats (hall bigint NOT NULL, row_no integer NOT NULL, seat_no integer NOT NULL);
            === migrations/002_key.sql
            ALTER TABLE seats ADD PRIMARY KEY (hall, row_no, seat_no);
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        arguments["column"] = refused.Detail?.Part ?? "a column";
        report.Report(refused.Refusal.Source, arguments);
    }
}
