using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Rules.Integrity;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>The numbers of the files say one order, and what they need of each other another.</summary>
internal sealed class NumberAgainstDependency : Rule, IReplayRule
{
    private static readonly RuleText Creator = new(
        "{creator} creates {objects}, but stands behind {users}, which need that",
        "{runner} goes by the numbers: the chain stops at the first file that needs what is not there on an empty database.",
        "{remedy}");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML036", "number-against-dependency", RuleFamily.Chain, Severity.Warning)
    {
        Title = "Numbers disagree with the order in which files need each other",
        Text = new(
            "{file} stands before {creator}, but needs {objects} from there",
            "{runner} goes by the numbers: the chain stops at {file} on an empty database.",
            "{remedy}"),
        Variants = [Creator],
        Fix = Applicability.Suggested,
        Bad = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY);
            === migrations/002_index_invoices.sql
            [||]CREATE INDEX invoices_sent_on_idx ON invoices (sent_on);
            === migrations/003_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY, sent_on date);
            """,
        Good = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY);
            === migrations/003_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY, sent_on date);
            === migrations/004_index_invoices.sql
            CREATE INDEX invoices_sent_on_idx ON invoices (sent_on);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var move in Renumbering.Of(chain, context))
        {
            if (move.Creator is { } creator)
            {
                ReportCreator(chain.Migrations[creator], move, chain, report);
            }
            else
            {
                ReportUser(move, chain, context, report);
            }
        }
    }

    private static void ReportCreator(ReplayedMigration creator, Move move, ReplayedChain chain, IReporter report)
    {
        var files = NamesOf(move, chain);
        report.Report(
            SourceSpan.StartOf(creator.File.Text),
            new()
            {
                ["creator"] = creator.File.Id,
                ["users"] = Phrase.List(files),
                ["objects"] = Objects(move.Uses),
                ["runner"] = Phrase.Runner(creator.Folder),
                ["remedy"] = $"Give {creator.File.Id} a number before that of {files[0]}, unless a database has run it already: nothing in between changes what it needs.",
            },
            Creator,
            related: Phrase.Related(move.Uses.Select(static use => use.Refusal.Source), "needed here"),
            subject: creator.File.Id);
    }

    private static void ReportUser(Move move, ReplayedChain chain, RuleContext context, IReporter report)
    {
        var user = move.Uses[0].Migration;
        var creator = chain.Migrations[move.Last].File;
        report.Report(
            SourceSpan.StartOf(user.File.Text),
            new()
            {
                ["file"] = user.File.Id,
                ["creator"] = creator.Id,
                ["objects"] = Objects(move.Uses),
                ["runner"] = Phrase.Runner(user.Folder),
                ["remedy"] = Remedy(user, creator, move, chain),
            },
            related: Phrase.Related(move.Uses.Select(static use => use.Other!.Source), "created here"),
            fix: context.History.IsOld(user.File.Path) ? null : move.Rename,
            subject: user.File.Id);
    }

    private static List<string> NamesOf(Move move, ReplayedChain chain) => move.Files.ConvertAll(i => chain.Migrations[i].File.Id);

    private static string Objects(IReadOnlyList<RefusedStatement> uses) => Phrase.List([.. uses.Select(static use => use.Object).Distinct()]);

    private static string Remedy(ReplayedMigration user, MigrationFile creator, Move move, ReplayedChain chain) => move switch
    {
        { Rename: { } rename } => $"Rename {user.File.Id} to {rename.NewName}, unless a database has run it already: nothing on the way needs what it makes.",
        { IsFree: true } => $"Give {user.File.Id} a number behind that of {creator.Id}, unless a database has run it already: nothing in between needs what it makes.",
        { Files.Count: > 1 } => $"Give {Phrase.List(NamesOf(move, chain), maximum: 8)}, in this order, numbers behind that of {creator.Id}, unless a database has run them already.",
        _ => $"Move the statement from {user.File.Id} into a file behind {creator.Id}.",
    };
}
