using MigrationLint.Checking;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Tests.Cases;

/// <summary>The findings that a case expects, as <c>expected.tsv</c> lists them: code, file, line.</summary>
internal static class CaseTable
{
    /// <summary>The directory of a case.</summary>
    public static string FolderOf(string name) => Path.Combine(RepositoryRoot.Path, "tests", "cases", name);

    /// <summary>The rows of the rules that there are.</summary>
    public static IEnumerable<string> Expected(string name) =>
        File.ReadAllLines(Path.Combine(FolderOf(name), "expected.tsv")).Skip(1).Where(line => line.Length > 0 && RuleCatalog.Find(line[..line.IndexOf('\t', StringComparison.Ordinal)]) is not null);

    /// <summary>A finding as a row.</summary>
    public static string Row(Diagnostic finding) =>
        FormattableString.Invariant($"{finding.Rule.Id}\t{PathText.GetFileName(finding.Location.Text.Path)}\t{finding.Location.Text.Lines.GetPosition(finding.Location.Span.Start).Line + 1}");

    /// <summary>The findings as rows with their messages, for who reads a failure.</summary>
    public static string Describe(LintResult result) => string.Join('\n', result.Diagnostics.Select(finding => $"{Row(finding)}\t{finding.Text.Message}"));
}
