using MigrationLint.Diagnostics;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Compatibility;

/// <summary>The default of a column does not fit its type.</summary>
internal sealed class DefaultTypeMismatch : RefusalRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML305", "default-type-mismatch", RuleFamily.Compatibility, Severity.Error)
    {
        Title = "The default of a column does not fit its type",
        Text = new(
            "The default of {column} is no {type}: {problem} ({state})",
            "PostgreSQL reads the default when the column gets it, so that {fails}.",
            "Write a value of the type {type}, or give {column} the type that the value has."),
        Bad = """
            === migrations/001_jobs.sql
            CREATE TABLE jobs (id bigint PRIMARY KEY, attempts integer NOT NULL);
            === migrations/002_default.sql
            ALTER TABLE jobs ALTER COLUMN attempts SET DEFAULT [|'none'|];
            """,
        Good = """
            === migrations/001_jobs.sql
            CREATE TABLE jobs (id bigint PRIMARY KEY, attempts integer NOT NULL);
            === migrations/002_default.sql
            ALTER TABLE jobs ALTER COLUMN attempts SET DEFAULT 0;
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        arguments["column"] = refused.Detail!.Part ?? "the column";
        arguments["type"] = refused.Detail.Text ?? "value";
        report.Report(refused.Refusal.Source, arguments);
    }
}
