using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Integrity;

/// <summary>The name of an object belongs to an object of another kind or table.</summary>
internal sealed class ObjectNameTaken : RefusalRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML424", "object-name-taken", RuleFamily.Integrity, Severity.Error)
    {
        Title = "The name of an object already belongs to an object of another kind or table",
        Text = new(
            "The name of {object} belongs to {taken} already: {problem} ({state})",
            "Tables, views, sequences and indexes of a schema share their names, so that {fails}; a rename leaves the names of indexes and sequences as they were.",
            "Give {object} another name, or rename {taken} first."),
        Bad = """
            === migrations/001_audit.sql
            CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz NOT NULL);
            CREATE TABLE audit (id bigint PRIMARY KEY);
            === migrations/002_event_index.sql
            [|CREATE INDEX audit ON events (at)|];
            """,
        Good = """
            === migrations/001_audit.sql
            CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz NOT NULL);
            CREATE TABLE audit (id bigint PRIMARY KEY);
            === migrations/002_event_index.sql
            CREATE INDEX events_at_idx ON events (at);
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        arguments["taken"] = refused.InTheWay ?? "another object";
        report.Report(refused.Refusal.Source, arguments, related: refused.Related("named so here"));
    }
}
