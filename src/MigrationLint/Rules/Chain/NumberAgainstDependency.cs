using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Rules.Integrity;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>The numbers of the files say one order, and what they need of each other another.</summary>
internal sealed class NumberAgainstDependency : Rule, IReplayRule
{
    // Where more files than this stand too early, the order of the whole chain is not the tool's, and each search looks at all that follow.
    private const int MaximumGroups = 50;

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
        var early = chain.Refused.Of("ML404").Where(static refused => refused.Other is { } other && IsOfNumbers(refused.Migration, other.Migration)).ToList();
        if (early.Count == 0)
        {
            return;
        }

        var dependencies = new FileDependencies(chain.Migrations, chain.History);
        var places = Enumerable.Range(0, chain.Migrations.Count).ToLookup(i => chain.Migrations[i].File.Path, StringComparer.Ordinal);
        var covered = new HashSet<int>();
        foreach (var uses in early.GroupBy(refused => places[refused.Migration.File.Path].First()).OrderBy(static uses => uses.Key).Take(MaximumGroups))
        {
            int[] anchors = [.. uses.Select(static use => use.Other!.Order.Migration).Distinct()];
            if (covered.Contains(uses.Key) || dependencies.Followers(uses.Key, anchors.Max() + 1, anchors) is not { } moved)
            {
                continue;
            }

            // One file that comes too late for several is moved alone.
            covered.UnionWith(moved);
            if (moved.Count > 1 && anchors.Length == 1 && CanMoveBefore(anchors[0], uses.Key, dependencies))
            {
                Report(chain.Migrations[anchors[0]], [.. uses], moved.FindAll(i => i == uses.Key || dependencies.Needs(i, anchors[0])).ConvertAll(i => chain.Migrations[i].File.Name), report);
            }
            else
            {
                Report(moved, [.. uses], chain, dependencies, context, report);
            }
        }
    }

    private static bool IsOfNumbers(ReplayedMigration user, ReplayedMigration creator) =>
        user.File.Path != creator.File.Path && user.Folder == creator.Folder && user.Folder.NumbersFiles && user.File.Number is not null && creator.File.Number is not null;

    private static bool CanMoveBefore(int creator, int first, FileDependencies dependencies) =>
        dependencies.IsPlain(creator) && Enumerable.Range(first, creator - first).All(i => !dependencies.Needs(creator, i) && !dependencies.Removes(i, creator));

    private static void Report(ReplayedMigration creator, IReadOnlyList<RefusedStatement> uses, List<string> files, IReporter report)
    {
        report.Report(
            SourceSpan.StartOf(creator.File.Text),
            new()
            {
                ["creator"] = creator.File.Name,
                ["users"] = Phrase.List(files),
                ["objects"] = Objects(uses),
                ["runner"] = Phrase.Runner(creator.Folder),
                ["remedy"] = $"Give {creator.File.Name} a number before that of {files[0]}, unless a database has run it already: nothing in between changes what it needs.",
            },
            Creator,
            related: Phrase.Related(uses.Select(static use => use.Refusal.Source), "needed here"),
            subject: creator.File.Name);
    }

    private static void Report(List<int> moved, IReadOnlyList<RefusedStatement> uses, ReplayedChain chain, FileDependencies dependencies, RuleContext context, IReporter report)
    {
        var user = uses[0].Migration;
        var place = moved[0];
        var last = uses.Max(static use => use.Other!.Order.Migration);
        var creator = chain.Migrations[last].File;
        var fix = new FreeNames(user.Folder, context.History.Of(user.Folder)).Behind(user.File, creator.Number);
        var end = fix is null ? last + 1 : EndOf(chain, last, user.Folder, fix.NewName);
        var isFree = dependencies.IsPlain(place)
            && moved.Count == 1
            && Enumerable.Range(place + 1, end - place - 1).All(i => !dependencies.Needs(i, place) && !dependencies.Removes(i, place));
        report.Report(
            SourceSpan.StartOf(user.File.Text),
            new()
            {
                ["file"] = user.File.Name,
                ["creator"] = creator.Name,
                ["objects"] = Objects(uses),
                ["runner"] = Phrase.Runner(user.Folder),
                ["remedy"] = Remedy(user, creator, isFree ? fix : null, isFree, moved.ConvertAll(i => chain.Migrations[i].File.Name)),
            },
            related: Phrase.Related(uses.Select(static use => use.Other!.Source), "created here"),
            fix: isFree && !context.History.IsOld(user.File.Path) ? fix : null,
            subject: user.File.Name);
    }

    private static string Objects(IReadOnlyList<RefusedStatement> uses) => Phrase.List([.. uses.Select(static use => use.Object).Distinct()]);

    private static string Remedy(ReplayedMigration user, MigrationFile creator, RenameFix? fix, bool isFree, List<string> moved) => (fix, isFree, moved.Count) switch
    {
        ({ } rename, _, _) => $"Rename {user.File.Name} to {rename.NewName}, unless a database has run it already: nothing on the way needs what it makes.",
        (_, true, _) => $"Give {user.File.Name} a number behind that of {creator.Name}, unless a database has run it already: nothing in between needs what it makes.",
        (_, _, > 1) => $"Give {Phrase.List(moved, maximum: 8)}, in this order, numbers behind that of {creator.Name}, unless a database has run them already.",
        _ => $"Move the statement from {user.File.Name} into a file behind {creator.Name}.",
    };

    /// <summary>The place of the first migration that would run behind a file of that name.</summary>
    private static int EndOf(ReplayedChain chain, int last, MigrationFolder folder, string name)
    {
        var number = MigrationNumber.Parse(name);
        var end = last + 1;
        while (end < chain.Migrations.Count && number is not null && IsBefore(chain.Migrations[end].File, folder, name, number))
        {
            end++;
        }

        return end;
    }

    private static bool IsBefore(MigrationFile file, MigrationFolder folder, string name, MigrationNumber number) =>
        folder.SortsAsText ? string.CompareOrdinal(file.Name, name) < 0 : file.Number is { } other && MigrationNumber.Compare(other, number) < 0;
}
