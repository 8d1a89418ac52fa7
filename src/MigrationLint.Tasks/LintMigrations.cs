using Microsoft.Build.Framework;
using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>Reports what is wrong with migrations as warnings and errors of the build.</summary>
[MSBuildMultiThreadableTask]
public sealed class LintMigrations : MigrationTask
{
    /// <summary>The text that every setting of a severity for one of our rules has in it.</summary>
    private const string SeverityKey = "dotnet_diagnostic.ML";

    /// <summary>A job of another project in the form of <see cref="SharedRequest"/>; then all other inputs but <see cref="CacheFile"/> count for nothing.</summary>
    public string Request { get; set; } = "";

    /// <summary>Where findings are kept between builds; empty for nowhere.</summary>
    public string CacheFile { get; set; } = "";

    /// <summary>A file that receives the findings as SARIF, relative to the project; empty for none.</summary>
    public string SarifFile { get; set; } = "";

    /// <summary>The project's <c>NoWarn</c>.</summary>
    public string NoWarn { get; set; } = "";

    /// <summary>The project's <c>WarningsAsErrors</c>.</summary>
    public string WarningsAsErrors { get; set; } = "";

    /// <summary>The project's <c>WarningsNotAsErrors</c>.</summary>
    public string WarningsNotAsErrors { get; set; } = "";

    /// <summary>The project's <c>TreatWarningsAsErrors</c>, which MSBuild itself applies to the compiler alone.</summary>
    public string TreatWarningsAsErrors { get; set; } = "";

    /// <summary>Overrides <see cref="TreatWarningsAsErrors"/> for our rules; empty for no.</summary>
    public string TreatMigrationLintWarningsAsErrors { get; set; } = "";

    /// <summary>Global configuration files that the project names.</summary>
    public ITaskItem[] GlobalConfigFiles { get; set; } = [];

    /// <summary>A job for the project that lints what several projects may name; empty where there is none.</summary>
    [Output]
    public string SharedRequest { get; private set; } = "";

    /// <inheritdoc/>
    private protected override void Run()
    {
        if (Request.Length > 0)
        {
            Print(Lint(LintJob.FromProperty(Request)));
            return;
        }

        var (own, shared) = ReadJob().Split(Disk.IsCaseSensitive);
        var result = Lint(own);
        Print(result);
        SharedRequest = shared is null ? "" : shared.ToProperty();
        if (SarifFile.Length > 0)
        {
            // The helper project prints the shared findings, but it knows nothing of this file.
            new SarifFile(Disk, BaseDirectory).Write(SarifFile, shared is null ? [result] : [result, Lint(shared)], Log);
        }
    }

    private LintJob ReadJob()
    {
        var treatAll = TreatMigrationLintWarningsAsErrors.Length > 0 ? TreatMigrationLintWarningsAsErrors : TreatWarningsAsErrors;
        return new LintJob
        {
            BaseDirectory = BaseDirectory,
            Request = ReadRequest(),
            Severities = new SeveritySettings
            {
                NoWarn = SeveritySettings.SplitCodes(NoWarn),
                WarningsAsErrors = SeveritySettings.SplitCodes(WarningsAsErrors),
                WarningsNotAsErrors = SeveritySettings.SplitCodes(WarningsNotAsErrors),
                TreatWarningsAsErrors = treatAll.Trim().Equals("true", StringComparison.OrdinalIgnoreCase),
            },
            GlobalConfigs = [.. GlobalConfigFiles.Select(FullPath).Where(SpeaksOfOurRules)],
        };
    }

    /// <summary>The SDK names long files of its own, which are not worth parsing.</summary>
    private bool SpeaksOfOurRules(string path) =>
        Disk.Read(path).Text?.Content.IndexOf(SeverityKey, StringComparison.OrdinalIgnoreCase) >= 0;

    private AppliedLint Lint(LintJob job)
    {
        var cache = job.IsShared ? UserCache.FileFor(job.Request) : CacheFile.Length == 0 ? null : Path.Combine(ProjectDirectory, CacheFile);
        var lint = new CachedLinter(Disk, cache, Log).Run(Options(), job.Request);
        return new AppliedLint(job, lint, ApplySeverities(job, lint.Findings));
    }

    private List<Finding> ApplySeverities(LintJob job, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return [];
        }

        var project = job.IsShared ? job.Request.Folders[0].Path : job.BaseDirectory;
        var configs = new EditorConfigs(Disk, GlobalConfigs.Discover(Disk, project, job.GlobalConfigs));
        var severities = new Severities(job.Severities, configs);
        return
        [
            .. findings
                .Select(finding => finding with { Severity = severities.Resolve(finding.RuleId, finding.Severity, finding.Location.Path) })
                .Where(finding => finding.Severity != Severity.None),
        ];
    }

    private void Print(AppliedLint result)
    {
        foreach (var finding in result.Findings)
        {
            Print(finding, result.Job.BaseDirectory);
        }

        var coverage = result.Lint.Coverage;
        Log.LogMessage(
            MessageImportance.Normal,
            "MigrationLint read {0} migrations; {1} of {2} statements were not understood; {3} findings are silenced by comments.",
            coverage.Files, coverage.NotUnderstood, coverage.Statements, coverage.Suppressed);
    }

    private void Print(Finding finding, string baseDirectory)
    {
        var path = PathText.GetRelative(baseDirectory, finding.Location.Path, Disk.IsCaseSensitive);
        var (line, column) = (finding.Location.Start.Line + 1, finding.Location.Start.Column + 1);
        var (endLine, endColumn) = (finding.Location.End.Line + 1, finding.Location.End.Column + 1);
        var link = HelpLinks.For(finding.RuleId);

        // A message is no format: it may hold braces.
        var message = FindingText.Full(finding, baseDirectory, Disk.IsCaseSensitive);
        switch (finding.Severity)
        {
            case Severity.Error:
                Log.LogError(null, finding.RuleId, null, link, path, line, column, endLine, endColumn, "{0}", message);
                break;
            case Severity.Warning:
                Log.LogWarning(null, finding.RuleId, null, link, path, line, column, endLine, endColumn, "{0}", message);
                break;
            default:
                Log.LogMessage(null, finding.RuleId, null, path, line, column, endLine, endColumn, MessageImportance.Normal, "{0}", message);
                break;
        }
    }
}
