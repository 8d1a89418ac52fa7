using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Tests.Robustness;

/// <summary>Runs the whole pipeline over bad input and judges what every run must keep to.</summary>
internal static class LintRun
{
    /// <summary>The most that any input may take. Real ones take milliseconds; the rest is for busy machines and debug builds.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(5);

    /// <summary>Lints a directory.</summary>
    /// <returns>The findings; each is checked to be one that can be shown.</returns>
    public static IReadOnlyList<Diagnostic> Of(IFileSystem files, string directory = "/p")
    {
        var linter = new Linter(files, new LintOptions { Today = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc) });
        var run = Task.Factory.StartNew(() => linter.Run(new LintRequest { Paths = [directory] }), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!run.Wait(Guard))
        {
            Assert.Fail($"The run takes longer than {Guard.TotalSeconds} s.");
        }

        AssertCanBeShown(run.Result, directory);
        return run.Result.Diagnostics;
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
            Folders = [.. result.Folders.Select(folder => new FolderSummary(folder.Path, folder.Tool.ToString(), folder.Files.Count))],
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
