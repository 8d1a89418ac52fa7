using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Tests.Robustness;

/// <summary>Runs the whole pipeline over bad input and judges what every run must keep to.</summary>
internal static class LintRun
{
    /// <summary>A hang guard, not a measure: inputs take milliseconds here, but a loaded machine may give the run no time for long.</summary>
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(60);

    /// <summary>The smallest stack that a host runs the engine on: 1 MB, less what a build or a compiler has used of it.</summary>
    private const int StackSize = 768 * 1024;

    /// <summary>Lints a directory.</summary>
    /// <returns>The findings; each is checked to be one that can be shown.</returns>
    public static IReadOnlyList<Diagnostic> Of(IFileSystem files, string directory = "/p")
    {
        var linter = new Linter(files, new LintOptions { Today = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc) });
        LintResult? result = null;
        Exception? exception = null;
        var thread = new Thread(Run, StackSize) { IsBackground = true };
        thread.Start();
        Assert.That(thread.Join(HangGuard), Is.True, $"The run takes longer than {HangGuard.TotalSeconds} s.");
        Assert.That(exception, Is.Null);
        AssertCanBeShown(result!, directory);
        return result!.Diagnostics;

        void Run()
        {
            try
            {
                result = linter.Run(new LintRequest { Paths = [directory] });
            }
            catch (Exception thrown)
            {
                // Unhandled, it would end the test process instead of the test.
                exception = thrown;
            }
        }
    }

    private static void AssertCanBeShown(LintResult result, string directory)
    {
        foreach (var diagnostic in result.Diagnostics)
        {
            Assert.That(diagnostic.Location.Span.Start, Is.GreaterThanOrEqualTo(0));
            Assert.That(diagnostic.Location.Span.End, Is.LessThanOrEqualTo(diagnostic.Location.Text.Content.Length));
            Assert.That(diagnostic.Text.Message, Is.Not.Empty);
            Assert.That(diagnostic.Text.Why, Does.Not.Contain("defect of MigrationLint"), diagnostic.Text.Message);
        }

        var report = new Report
        {
            Findings = [.. result.Diagnostics.Select(Finding.From)],
            Folders = FolderSummary.From(result),
            Coverage = result.Coverage,
            Rules = [.. result.Diagnostics.Select(diagnostic => diagnostic.Rule).Distinct()],
            BaseDirectory = directory,
            IsCaseSensitive = true,
            ToolVersion = "0.0.0",
        };
        var lines = new TextRenderer().Render(report).Split('\n');
        Assert.That(lines.TakeWhile(line => line.Length > 0).Count(), Is.EqualTo(report.Findings.Count == 0 ? lines.Length - 1 : report.Findings.Count), "each finding is one line");
        Assert.That(() => System.Text.Json.JsonDocument.Parse(new JsonRenderer().Render(report)).Dispose(), Throws.Nothing);
        Assert.That(() => System.Text.Json.JsonDocument.Parse(new SarifRenderer().Render(report)).Dispose(), Throws.Nothing);
    }
}
