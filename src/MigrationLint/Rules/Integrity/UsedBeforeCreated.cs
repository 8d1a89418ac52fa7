using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
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
            "{runner} runs {file} first, so that the chain fails on an empty database, in a test or a new environment.",
            "Give {file} a number behind that of {creator}, unless a database has run it already."),
        Variants = [SameFile],
        Bad = """
            === migrations/1_tag_index.sql
            CREATE INDEX tags_name_idx ON [|tags|] (name);
            === migrations/2_tags.sql
            CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL);
            """,
        Good = """
            === migrations/1_tags.sql
            CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL);
            === migrations/2_tag_index.sql
            CREATE INDEX tags_name_idx ON tags (name);
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        // A folder of scripts without any number says nothing of the order in which somebody runs them.
        if (refused.Migration.Folder is { Tool: MigrationTool.NumberedSql } folder && refused.OtherFile != refused.File && folder.Files.All(static file => file.Number is null))
        {
            return;
        }

        arguments["creator"] = refused.OtherFile;
        arguments["runner"] = Phrase.Runner(refused.Migration.Folder);
        report.Report(refused.Refusal.Source, arguments, refused.OtherFile == refused.File ? SameFile : null, related: refused.Related("created here"));
    }
}
