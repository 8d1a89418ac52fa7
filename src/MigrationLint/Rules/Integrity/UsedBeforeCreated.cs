using MigrationLint.Diagnostics;
using MigrationLint.Rules.Chain;

namespace MigrationLint.Rules.Integrity;

/// <summary>An object is used before the migration that creates it.</summary>
internal sealed class UsedBeforeCreated : RefusalRule
{
    private static readonly RuleText SameFile = new(
        "{file} uses {object} before it creates it: {problem} ({state})",
        "Statements run in their order, so that {fails}. Databases that ran the chain before the mistake keep what they have, new ones never get there.",
        "Move the statement behind the one that creates {object}.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML404", "used-before-created", RuleFamily.Integrity, Severity.Error)
    {
        Title = "An object is used before the migration that creates it",
        Text = new(
            "{file} uses {object} before {creator} creates it: {problem} ({state})",
            "The chain fails on an empty database, in a test or a new environment: {runner} runs {file} first.",
            "Give {file} a number behind that of {creator}, unless a database has run it already."),
        Variants = [SameFile],
        Bad = """
            === migrations/001_user_index.sql
            CREATE INDEX users_name_idx ON [|users|] (name);
            === migrations/002_users.sql
            CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
            """,
        Good = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
            === migrations/002_user_index.sql
            CREATE INDEX users_name_idx ON users (name);
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        arguments["creator"] = refused.OtherFile;
        arguments["runner"] = Phrase.Runner(refused.Migration.Folder);
        report.Report(refused.Refusal.Source, arguments, refused.OtherFile == refused.File ? SameFile : null, related: refused.Related("created here"));
    }
}
