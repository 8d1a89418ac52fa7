using MigrationLint.Diagnostics;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Compatibility;

/// <summary>The columns of a foreign key have another type than those they refer to.</summary>
internal sealed class ForeignKeyTypeMismatch : RefusalRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML309", "foreign-key-type-mismatch", RuleFamily.Compatibility, Severity.Error)
    {
        Title = "The columns of a foreign key have another type than those they refer to",
        Text = new(
            "{column} is {type}, not {target}: {problem} ({state})",
            "No operator compares the two types, so that {fails}.",
            "Give {column} the type of {referenced}, {target}."),
        Bad = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint PRIMARY KEY);
            CREATE TABLE bids (id bigint PRIMARY KEY, by text);
            === migrations/002_bid_key.sql
            ALTER TABLE bids [|ADD FOREIGN KEY (by) REFERENCES users (id) ON DELETE CASCADE|];
            """,
        Good = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint PRIMARY KEY);
            CREATE TABLE bids (id bigint PRIMARY KEY, by bigint);
            CREATE INDEX bids_by_idx ON bids (by);
            === migrations/002_bid_key.sql
            ALTER TABLE bids ADD FOREIGN KEY (by) REFERENCES users (id) ON DELETE CASCADE;
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        var detail = refused.Detail!;
        arguments["column"] = $"{detail.Name}.{detail.Part}";
        arguments["type"] = detail.Dependents[0];
        arguments["referenced"] = detail.Dependents[1];
        arguments["target"] = detail.Text ?? "";
        report.Report(refused.Refusal.Source, arguments);
    }
}
