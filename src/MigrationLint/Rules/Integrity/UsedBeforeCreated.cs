using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Rules.Chain;

namespace MigrationLint.Rules.Integrity;

/// <summary>An object is used before the migration that creates it.</summary>
internal sealed class UsedBeforeCreated : Rule, IReplayRule
{
    private static readonly RuleText SameFile = new(
        "{file} uses {object} before it creates it: {problem} ({state})",
        "Statements run in their order, so that {fails}. Databases that ran the chain before the mistake keep what they have, new ones never get there.",
        "Move the statement behind the one that creates {object}.");

    private static readonly RuleText NoNumber = new(
        "{file} uses {object} before {creator} creates it: {problem} ({state})",
        "{runner} runs {file} first, so that the chain fails on an empty database, in a test or a new environment.",
        "Put {file} behind {creator} in {list}, unless a database has run it already.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML404", "used-before-created", RuleFamily.Integrity, Severity.Error)
    {
        Title = "An object is used before the migration that creates it",
        Text = new(
            "{file} uses {object} before {creator} creates it: {problem} ({state})",
            "{runner} runs {file} first, so that the chain fails on an empty database, in a test or a new environment.",
            "Give {file} a number behind that of {creator}, unless a database has run it already."),
        Variants = [SameFile, NoNumber],
        Fix = Applicability.Suggested,
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
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        // What ML036 would rename for all that a file needs too early.
        var renames = Renumbering.Of(chain, context)
            .Where(move => move.Rename is not null && !context.History.IsOld(move.Rename.Path))
            .ToDictionary(static move => move.Rename!.Path, static move => move.Rename, StringComparer.Ordinal);
        foreach (var refused in chain.Refused.Of(Descriptor.Id))
        {
            // A folder of scripts without any number says nothing of the order in which somebody runs them.
            if (refused.Migration.Folder is { Tool: MigrationTool.NumberedSql, HasNumbers: false } && !refused.IsWithinFile)
            {
                continue;
            }

            renames.TryGetValue(refused.Migration.File.Path, out var rename);
            Report(refused, rename, report);
        }
    }

    private static void Report(RefusedStatement refused, RenameFix? rename, IReporter report)
    {
        var list = refused.Migration.Folder.Tool switch
        {
            MigrationTool.Sqitch => "sqitch.plan",
            MigrationTool.Drizzle when refused.Migration.Folder.Journal is not null => "meta/_journal.json",
            _ => null,
        };
        var arguments = refused.Arguments();
        arguments["creator"] = refused.OtherFile;
        arguments["runner"] = Phrase.Runner(refused.Migration.Folder);
        arguments["list"] = list ?? "";
        report.Report(
            refused.Refusal.Source,
            arguments,
            refused.IsWithinFile ? SameFile : list is not null ? NoNumber : null,
            related: [.. refused.Related("created here"), .. refused.Skipped is { } skipped ? [new RelatedLocation(skipped.Source, "skipped by IF NOT EXISTS")] : Array.Empty<RelatedLocation>()],
            fix: refused.IsWithinFile ? null : rename);
    }
}
