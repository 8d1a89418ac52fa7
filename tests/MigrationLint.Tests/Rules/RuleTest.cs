using System.Text;
using MigrationLint.Checking;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Tests.History;
using MigrationLint.Text;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules;

/// <summary>
/// Rows of rule tables. A chain is written as in <see cref="RuleDescriptor.Bad"/>: files under <c>=== path</c> lines, expected places
/// between <c>[|</c> and <c>|]</c>. A mark in the header (<c>=== migrations/1_a.js [||]</c>) stands for the file as a whole; a migration
/// without lines gets an up and a down. <c>=== main: path</c> is a file of the branch that the chain will be merged into: then git is asked, and the base is
/// <c>main</c>; a mark in its header stands for the file that is gone.
/// </summary>
internal static class RuleTest
{
    public const string Root = "/project";

    public static DateTime Today { get; } = new(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Fails unless the rule reports exactly the marked places of the chain.</summary>
    /// <returns>The rule's findings, in order.</returns>
    public static IReadOnlyList<Diagnostic> Reports(string ruleId, string chain)
    {
        var (files, marks) = Parse(chain);
        Assert.That(marks, Is.Not.Empty, "a row that reports has a mark");
        var result = Run(files, ruleId);
        var found = result.Diagnostics.Where(diagnostic => diagnostic.Rule.Id == ruleId).ToList();
        Assert.That(found.Select(Place), Is.EquivalentTo(marks), () => "All findings:\n" + Describe(result.Diagnostics));
        return found;
    }

    /// <summary>Fails where the rule reports anything.</summary>
    public static void Silent(string ruleId, string chain)
    {
        var (files, marks) = Parse(chain);
        Assert.That(marks, Is.Empty, "a row that stays silent has no mark");
        var result = Run(files, ruleId);
        Assert.That(files.Count(), Is.GreaterThan(0));
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Rule.Id == ruleId), Is.Empty, () => "All findings:\n" + Describe(result.Diagnostics));
    }

    /// <summary>All findings on a chain, those of a rule that is off by default included where it is named.</summary>
    public static IReadOnlyList<Diagnostic> Findings(string chain, string? ruleId = null) => Run(Parse(chain).Files, ruleId).Diagnostics;

    /// <summary>Lints a disk whose project lies at <see cref="Root"/>.</summary>
    public static LintResult Run(IFileSystem files, string? ruleId = null)
    {
        var git = files.GetKind(FakeGit.BranchOf(Root)) is null ? null : new FakeGit(files);
        var isOff = ruleId is not null && RuleCatalog.Find(ruleId)?.Descriptor.DefaultSeverity == Severity.None;
        IReadOnlyCollection<string>? rules = isOff ? [.. RuleCatalog.All.Where(rule => rule.Descriptor.DefaultSeverity != Severity.None).Select(rule => rule.Descriptor.Id), ruleId!] : null;
        return new Linter(files, new LintOptions { Today = Today, Base = git is null ? null : FakeGit.Branch, Rules = rules }, git).Run(new LintRequest { Paths = [Root] });
    }

    public static string Describe(IEnumerable<Diagnostic> diagnostics) =>
        string.Join('\n', diagnostics.Select(diagnostic => $"{Place(diagnostic)} {diagnostic.Rule.Id} {diagnostic.Text.Message}"));

    /// <summary>Reads the rows' format.</summary>
    public static (InMemoryFileSystem Files, List<string> Marks) Parse(string chain)
    {
        var files = new InMemoryFileSystem();
        var marks = new List<string>();
        foreach (var section in ("\n" + chain.ReplaceLineEndings("\n")).Split("\n=== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = section.IndexOf('\n', StringComparison.Ordinal);
            var header = (end < 0 ? section : section[..end]).Trim();
            var isMarked = header.EndsWith("[||]", StringComparison.Ordinal);
            header = isMarked ? header[..^4].TrimEnd() : header;
            var isMerged = header.StartsWith(FakeGit.Branch + ": ", StringComparison.Ordinal);
            var path = Root + "/" + (isMerged ? header[(FakeGit.Branch.Length + 2)..] : header);
            if (isMarked)
            {
                marks.Add($"{path}{new TextSpan(0, 0)}");
            }

            var content = end < 0 ? "" : section[(end + 1)..];
            files.Add(isMerged ? FakeGit.BranchOf(Root) + path[Root.Length..] : path, content.Trim().Length > 0 ? Unmark(path, content, marks) : Default(path));
        }

        return (files, marks);
    }

    private static string Place(Diagnostic diagnostic) => $"{diagnostic.Location.Text.Path}{diagnostic.Location.Span}";

    private static string Default(string path) => PathText.GetExtension(path) switch
    {
        ".sql" => "select 1;\n",
        ".ts" when path.EndsWith(".d.ts", StringComparison.Ordinal) => "export declare function up(knex: any): any;\n",
        ".js" or ".cjs" => "exports.up = (knex) => knex.raw('select 1');\nexports.down = (knex) => knex.raw('select 1');\n",
        ".ts" or ".mjs" or ".mts" or ".cts" =>
            "export const up = (knex) => knex.raw('select 1');\nexport const down = (knex) => knex.raw('select 1');\n",
        _ => "\n",
    };

    private static string Unmark(string path, string content, List<string> marks)
    {
        var text = new StringBuilder();
        var open = -1;
        for (var i = 0; i < content.Length; i++)
        {
            if (Stands("[|", i))
            {
                open = text.Length;
                i++;
            }
            else if (open >= 0 && Stands("|]", i))
            {
                marks.Add($"{path}{TextSpan.FromBounds(open, text.Length)}");
                open = -1;
                i++;
            }
            else
            {
                text.Append(content[i]);
            }
        }

        return text.ToString();

        bool Stands(string sign, int at) => string.CompareOrdinal(content, at, sign, 0, sign.Length) == 0;
    }
}
