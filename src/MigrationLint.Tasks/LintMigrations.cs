using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
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

    /// <summary>The project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Where NuGet writes for the project, usually <c>obj</c>.</summary>
    public string ProjectExtensionsPath { get; set; } = "";

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

    /// <summary>Findings that stand in no place of this project alone, for <see cref="ShareFindings"/>; empty where there are none.</summary>
    [Output]
    public string SharedFindings { get; private set; } = "";

    /// <summary>Projects that <see cref="SharedFindings"/> may belong to.</summary>
    [Output]
    public ITaskItem[] Owners { get; private set; } = [];

    /// <summary>The folders and further files that this project reports on.</summary>
    [Output]
    public ITaskItem[] Covered { get; private set; } = [];

    /// <inheritdoc/>
    private protected override void Run()
    {
        var cache = OpenCache(CacheFile);
        var settings = Settings();
        if (SarifFile.Length == 0 && cache?.Replay(settings) is { } printout)
        {
            cache.Confirm(Log);
            Print(printout);
        }
        else
        {
            Lint(cache, settings);
        }
    }

    private void Lint(LintCache? cache, string settings)
    {
        var linter = new CachedLinter(Disk, cache, Log, asksGit: true);
        var lint = linter.Run(Options(), ReadRequest);
        Print(linter.Judge(lint, settings, files => Judge(files, lint)).Printout);
        if (SarifFile.Length > 0)
        {
            new SarifFile(Disk, BaseDirectory).Write(SarifFile, lint, ApplySeverities(Disk, lint.Findings), Log);
        }
    }

    private void Print(Printout printout)
    {
        foreach (var line in printout.Own)
        {
            line.Print(Log);
        }

        Log.LogMessage(MessageImportance.Normal, "{0}", printout.Summary);
        SharedFindings = printout.Shared;
        Owners = ItemsOf(printout.Owners);
        Covered = ItemsOf(printout.Covered);
    }

    private static ITaskItem[] ItemsOf(string[] paths)
    {
        var items = new ITaskItem[paths.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Item(paths[i]);
        }

        return items;
    }

    /// <summary>All that <see cref="Judge"/> looks at besides the disk and the findings.</summary>
    private string Settings()
    {
        var settings = new StringBuilder();
        foreach (var setting in new[] { ProjectFile, ProjectExtensionsPath, NoWarn, WarningsAsErrors, WarningsNotAsErrors, TreatWarningsAsErrors, TreatMigrationLintWarningsAsErrors })
        {
            settings.Append(setting).Append('\n');
        }

        Append(settings, "", GlobalConfigFiles);
        return settings.ToString();
    }

    /// <summary>Gives findings the user's severities, and tells the project's own from those that may be another's.</summary>
    private Judgement Judge(IFileSystem files, CachedLint lint)
    {
        var owners = new ProjectOwners(files, PhysicalFileSystem.GetFullPath(ProjectFile), PhysicalFileSystem.GetFullPath(ProjectExtensionsPath, BaseDirectory));
        var isOwn = ApplySeverities(files, lint.Findings).ToLookup(finding => owners.AreOwn(DirectoryOf(finding)));
        var printout = new Printout(
            Summary(lint),
            [.. isOwn[true].Select(new FindingLog(Log, BaseDirectory, Disk.IsCaseSensitive).Render)],
            Tasks.SharedFindings.ToProperty([.. isOwn[false]]),
            InOrder(isOwn[false].Select(DirectoryOf).Distinct(StringComparer.Ordinal).SelectMany(owners.ToAsk)),
            InOrder(PlacesOf(lint)));
        return new Judgement("", [], printout);
    }

    private static string DirectoryOf(Finding finding) => PathText.GetDirectory(finding.Location.Path)!;

    private static string[] InOrder(IEnumerable<string> paths) => [.. paths.Distinct(StringComparer.Ordinal).OrderBy(path => path, StringComparer.Ordinal)];

    private IEnumerable<string> PlacesOf(CachedLint lint)
    {
        var folders = lint.Folders.Select(folder => folder.Path).ToList();
        var files = lint.Stamps.Where(stamp => stamp.IsFileRead && stamp.Path.IndexOf("/.git/", StringComparison.Ordinal) < 0 && !folders.Exists(folder => PathText.IsBelow(stamp.Path, folder, Disk.IsCaseSensitive)));
        return folders.Concat(files.Select(stamp => stamp.Path));
    }

    private SeveritySettings ReadSeverities()
    {
        var treatAll = TreatMigrationLintWarningsAsErrors.Length > 0 ? TreatMigrationLintWarningsAsErrors : TreatWarningsAsErrors;
        return new SeveritySettings
        {
            NoWarn = SeveritySettings.SplitCodes(NoWarn),
            WarningsAsErrors = SeveritySettings.SplitCodes(WarningsAsErrors),
            WarningsNotAsErrors = SeveritySettings.SplitCodes(WarningsNotAsErrors),
            TreatWarningsAsErrors = treatAll.Trim().Equals("true", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>The SDK names long files of its own, which are not worth parsing.</summary>
    private static bool SpeaksOfOurRules(IFileSystem files, string path) =>
        files.Read(path).Text?.Content.IndexOf(SeverityKey, StringComparison.OrdinalIgnoreCase) >= 0;

    private List<Finding> ApplySeverities(IFileSystem files, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return [];
        }

        var named = GlobalConfigFiles.Select(FullPath).Where(path => SpeaksOfOurRules(files, path));
        var severities = new Severities(ReadSeverities(), new EditorConfigs(files, GlobalConfigs.Discover(files, BaseDirectory, [.. named])));
        return
        [
            .. findings
                .Select(finding => finding with { Severity = severities.Resolve(finding.RuleId, finding.Severity, finding.Location.Path) })
                .Where(finding => finding.Severity != Severity.None),
        ];
    }

    private static string Summary(CachedLint lint)
    {
        var coverage = lint.Coverage;
        return string.Format(
            CultureInfo.InvariantCulture,
            "MigrationLint read {0} migrations, {1} of {2} would run on an empty database; {3} of {4} statements were not understood{5}.",
            coverage.Files, lint.Folders.Sum(folder => folder.Runnable), lint.Folders.Sum(folder => folder.Steps), coverage.NotUnderstood, coverage.Statements, TextRenderer.Skipped(coverage));
    }
}
