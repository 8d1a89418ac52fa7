using MigrationLint.Diagnostics;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Compatibility;

/// <summary>A foreign key refers to columns that no key has.</summary>
internal sealed class ForeignKeyTargetNotUnique : RefusalRule
{
    private static readonly RuleText NoPrimary = new(
        "{file}: {problem} ({state})",
        "Without a list of columns a foreign key refers to the primary key, so that {fails}.",
        "Write ALTER TABLE {table} ADD PRIMARY KEY before it, or name the columns of a unique constraint.");

    private static readonly RuleText Other = new(
        "{file}: {problem} ({state})",
        "A foreign key pairs its columns with those of one key, so that {fails}.",
        "Write as many columns on the one side as on the other.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML310", "foreign-key-target-not-unique", RuleFamily.Compatibility, Severity.Error)
    {
        Title = "A foreign key refers to columns that no primary key or unique constraint has",
        Text = new(
            "{file}: {problem} ({state})",
            "A foreign key must lead to one row at most, so that {fails}.",
            "Write ALTER TABLE {table} ADD UNIQUE ({columns}) before it, or refer to the columns of the primary key."),
        Variants = [NoPrimary, Other],
        Bad = """
            === migrations/1_tags.sql
            CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL);
            CREATE TABLE bids (id bigint PRIMARY KEY, tag text);
            === migrations/2_tag.sql
            ALTER TABLE bids ADD [|FOREIGN KEY (tag) REFERENCES tags (name) ON DELETE CASCADE|];
            """,
        Good = """
            === migrations/1_tags.sql
            CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL UNIQUE);
            CREATE TABLE bids (id bigint PRIMARY KEY, tag text);
            CREATE INDEX bids_tag_idx ON bids (tag);
            === migrations/2_tag.sql
            ALTER TABLE bids ADD FOREIGN KEY (tag) REFERENCES tags (name) ON DELETE CASCADE;
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        var columns = refused.Detail?.Dependents ?? [];
        arguments["table"] = refused.Detail?.Name.Name is null ? "…" : refused.Detail.Name.ToString();
        arguments["columns"] = string.Join(", ", columns);
        report.Report(refused.Refusal.Source, arguments, refused.Detail is null ? Other : columns.Count == 0 ? NoPrimary : null);
    }
}
