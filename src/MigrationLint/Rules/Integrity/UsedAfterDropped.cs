using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Integrity;

/// <summary>An object is used after it was dropped or renamed.</summary>
internal sealed class UsedAfterDropped : RefusalRule
{
    private static readonly RuleText Renamed = new(
        "{file} uses {object}, now {name}: {problem} ({state})",
        "{dropper} has renamed it by then, so that {fails}. Databases that ran the chain before the mistake keep what they have, new ones never get there.",
        "Write {name}.");

    private static readonly RuleText SameFile = new(
        "{file} uses {object} after dropping it: {problem} ({state})",
        "An earlier statement of the file drops it, so that {fails}. Databases that ran the chain before the mistake keep what they have, new ones never get there.",
        "Delete what still uses it, or move it before the statement that drops {object}.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML405", "used-after-dropped", RuleFamily.Integrity, Severity.Error)
    {
        Title = "An object is used after a migration dropped or renamed it",
        Text = new(
            "{file} uses {object} after {dropper} dropped it: {problem} ({state})",
            "By then it is gone, so that {fails}. Databases that ran the chain before the mistake keep what they have, new ones never get there.",
            "Delete what still uses it, or move {file} before {dropper} unless a database has run it already."),
        Variants = [Renamed, SameFile],
        Bad = """
            === migrations/1_tags.sql
            CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL);
            === migrations/2_no_tags.sql
            DROP TABLE tags;
            === migrations/3_color.sql
            ALTER TABLE [|tags|] ADD COLUMN color text;
            """,
        Good = """
            === migrations/1_tags.sql
            CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL);
            === migrations/2_color.sql
            ALTER TABLE tags ADD COLUMN color text;
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        var gone = refused.Other!;
        arguments["dropper"] = refused.OtherFile;
        arguments["name"] = gone.NewName ?? "";
        var isRenamed = gone.Change == NameChange.Renamed;
        report.Report(
            refused.Refusal.Source,
            arguments,
            isRenamed ? Renamed : refused.IsWithinFile ? SameFile : null,
            related: refused.Related(isRenamed ? "renamed here" : "dropped here"));
    }
}
