using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Discovery;
using MigrationLint.Files;

namespace MigrationLint.Analyzers;

/// <summary>
/// What the compiler knows of the project, in the engine's words. Properties reach it as <c>build_property.…</c>, where the package makes
/// them visible; their values are cut at <c>;</c> and <c>#</c>, so lists are separated by <c>|</c>.
/// </summary>
internal static class ProjectSettings
{
    private const string Prefix = "build_property.";
    private const string FoldersProperty = "MigrationLintFolders";
    private static readonly char[] Bar = ['|'];
    private static readonly HashSet<string> Scripts = new([".js", ".cjs", ".mjs", ".ts", ".cts", ".mts", ".sql"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The project's directory; null where the host does not say.</summary>
    public static string? GetDirectory(AnalyzerConfigOptions options) =>
        GetProperty(options, "ProjectDir") is { } directory ? AdditionalFileSystem.Normalize(directory) : null;

    /// <summary>
    /// Where to look, as the task does: the project's directory, <c>MigrationLintFolders</c> (<c>tool&gt;order&gt;base&gt;tables&gt;path|…</c>, all but the path may be empty)
    /// and <c>MigrationLintDatabaseConfigs</c> (<c>path|…</c>). What the host gave no file of is left out: it cannot be judged.
    /// </summary>
    public static LintRequest GetRequest(AnalyzerConfigOptions options, AdditionalFileSystem files) => new()
    {
        Paths = [.. GetPaths(options, files)],
        Folders =
        [
            .. GetList(options, FoldersProperty)
                .Select(entry => entry.Split(['>'], 5))
                .Where(parts => parts.Length == 5)
                .Select(parts => ReadFolder(parts, GetDirectory(options), files))
                .Where(folder => files.GetKind(folder.Path) is not null),
        ],
        DatabaseConfigs =
        [
            .. GetList(options, "MigrationLintDatabaseConfigs")
                .Select(AdditionalFileSystem.Normalize)
                .Where(path => files.GetKind(path) == FileEntryKind.File),
        ],
        Surroundings = GetSurroundings(options),
    };

    /// <summary>What a run is told, as the task is.</summary>
    /// <param name="options">The compiler's.</param>
    /// <param name="today">What stands for the date.</param>
    public static LintOptions GetOptions(AnalyzerConfigOptions options, DateTime today) => new()
    {
        Today = today,
        FromEmpty = IsTrue(options, "MigrationLintFromEmpty"),
        StopAtFailure = IsTrue(options, "MigrationLintStopAtFailure"),
        TargetVersion = LintOptions.ParseTargetVersion(GetProperty(options, "MigrationLintTargetVersion") ?? ""),
        Since = GetProperty(options, "MigrationLintSince"),
        Baseline = GetProperty(options, "MigrationLintBaseline") is { } baseline ? FullPath(baseline, GetDirectory(options)) : null,
        Preset = LintPresets.Parse(GetProperty(options, "MigrationLintPreset")),
        RuleOptions = LintOptions.ReadRuleOptions(name => GetProperty(options, name)),
    };

    // The host need not have handed over the dump: then nothing is known of a base.
    private static DeclaredFolder ReadFolder(string[] parts, string? project, AdditionalFileSystem files)
    {
        var dump = parts[2].Length == 0 ? null : FullPath(parts[2], project);
        return new DeclaredFolder(AdditionalFileSystem.Normalize(parts[4]), MigrationToolNames.Parse(parts[0]))
        {
            Order = DeclaredFolder.ParseOrder(parts[1]),
            Base = dump is not null && files.GetKind(dump) == FileEntryKind.File ? dump : null,
            ExternalTables = parts[3],
        };
    }

    private static IReadOnlyList<Surrounding> GetSurroundings(AnalyzerConfigOptions options) =>
        GetDirectory(options) is { } project && !"false".Equals(GetProperty(options, "MigrationLintLooksAround"), StringComparison.OrdinalIgnoreCase)
            ? ProjectSurroundings.AllAbove(project)
            : [];

    private static string FullPath(string path, string? project) =>
        PathText.IsAbsolute(path.Replace('\\', '/')) ? AdditionalFileSystem.Normalize(path) : PathText.Combine(project ?? "/", path.Replace('\\', '/'));

    private static bool IsTrue(AnalyzerConfigOptions options, string property) => "true".Equals(GetProperty(options, property)?.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The project's directory; where the host tells no declared folders, also the topmost directories of scripts outside of it.</summary>
    private static IEnumerable<string> GetPaths(AnalyzerConfigOptions options, AdditionalFileSystem files)
    {
        var project = GetDirectory(options);
        if (project is not null && files.GetKind(project) == FileEntryKind.Directory)
        {
            yield return project;
        }

        if (project is not null && options.TryGetValue(Prefix + FoldersProperty, out _))
        {
            yield break;
        }

        var outside = files.Files.Keys
            .Where(path => Scripts.Contains(PathText.GetExtension(path)) && (project is null || !PathText.IsBelow(path, project, files.IsCaseSensitive)))
            .Select(path => PathText.GetDirectory(path)!)
            .Distinct(files.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase)
            .OrderBy(path => path, StringComparer.Ordinal)
            .ToList();
        foreach (var directory in outside.Where(path => !outside.Exists(other => other != path && PathText.IsBelow(path, other, files.IsCaseSensitive))))
        {
            yield return directory;
        }
    }

    /// <summary>What the project says of its warnings.</summary>
    public static SeveritySettings GetSeverities(CompilationOptions compilation, AnalyzerConfigOptions options) => new()
    {
        NoWarn = WithReport(compilation, ReportDiagnostic.Suppress),
        WarningsAsErrors = WithReport(compilation, ReportDiagnostic.Error),

        // Roslyn's form of "/warnaserror-:ML001".
        WarningsNotAsErrors = WithReport(compilation, ReportDiagnostic.Default),
        TreatWarningsAsErrors = compilation.GeneralDiagnosticOption == ReportDiagnostic.Error
            || "true".Equals(GetProperty(options, "TreatMigrationLintWarningsAsErrors"), StringComparison.OrdinalIgnoreCase),
    };

    private static HashSet<string> WithReport(CompilationOptions compilation, ReportDiagnostic report) =>
        new(compilation.SpecificDiagnosticOptions.Where(option => option.Value == report).Select(option => option.Key), StringComparer.OrdinalIgnoreCase);

    private static string[] GetList(AnalyzerConfigOptions options, string name) =>
        (GetProperty(options, name) ?? "").Split(Bar, StringSplitOptions.RemoveEmptyEntries);

    private static string? GetProperty(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(Prefix + name, out var value) && value.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>What <c>.globalconfig</c> files say, as the compiler tells it.</summary>
/// <param name="compilation">Keeps the severities.</param>
/// <param name="options">Keeps everything else.</param>
/// <param name="cancellation">Ends waiting for files.</param>
internal sealed class CompilerGlobals(CompilationOptions compilation, AnalyzerConfigOptions options, CancellationToken cancellation) : IGlobalSettings
{
    private const string SeverityPrefix = "dotnet_diagnostic.";
    private const string SeveritySuffix = ".severity";

    /// <inheritdoc/>
    public string? GetValue(string? path, string key)
    {
        if (!key.StartsWith(SeverityPrefix, StringComparison.OrdinalIgnoreCase) || !key.EndsWith(SeveritySuffix, StringComparison.OrdinalIgnoreCase))
        {
            return options.TryGetValue(key, out var value) ? value : null;
        }

        var ruleId = key.Substring(SeverityPrefix.Length, key.Length - SeverityPrefix.Length - SeveritySuffix.Length);
        return compilation.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(ruleId, cancellation, out var report) != true ? null : report switch
        {
            ReportDiagnostic.Error => "error",
            ReportDiagnostic.Warn => "warning",
            ReportDiagnostic.Info => "suggestion",
            ReportDiagnostic.Hidden => "silent",
            ReportDiagnostic.Suppress => "none",
            _ => "default",
        };
    }
}
