using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>The user named a base or a last applied migration that cannot be told.</summary>
internal sealed class BaseNotFound : FolderRule
{
    private static readonly RuleText Since = new(
        "{setting} cannot be told: {reason}",
        "Which migrations are applied is not known, so that all of them are checked as new ones.",
        "Name a migration of the folder by its file, its name or its number.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML032", "base-not-found", RuleFamily.Chain, Severity.Warning)
    {
        Title = "The base or the last applied migration that was named cannot be told",
        Text = new(
            "{setting} cannot be told: {reason}",
            "Which migrations are merged is not known: all of them are checked as new ones, and what was deleted or changed is not seen.",
            "Fetch the base with enough history for a common ancestor (git fetch --unshallow, fetch-depth: 0), or name another one."),
        Variants = [Since],
        Bad = """
            === .editorconfig
            [migrations/**]
            migrationlint.since = 042_add_orders
            === migrations/041_add_invoices.sql
            [||]CREATE TABLE invoices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
            """,
        Good = """
            === .editorconfig
            [migrations/**]
            migrationlint.since = 041_add_invoices
            === migrations/041_add_invoices.sql
            CREATE TABLE invoices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
            """,
    };

    /// <inheritdoc/>
    public override bool Concerns(MigrationFolder folder) => true;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        foreach (var problem in context.History.Problems.Where(problem => problem.Folder == folder))
        {
            report.Report(
                folder.Files.Count > 0 ? SourceSpan.StartOf(folder.Files[0].Text) : Phrase.WholeFile(folder.Path),
                new() { ["setting"] = problem.Setting, ["reason"] = problem.Reason },
                problem.IsBase ? null : Since,
                subject: problem.Setting);
        }
    }
}
