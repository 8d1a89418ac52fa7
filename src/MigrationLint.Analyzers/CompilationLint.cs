using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Reporting;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace MigrationLint.Analyzers;

/// <summary>The findings of one compilation, found once, at the first question.</summary>
internal sealed class CompilationLint(Compilation compilation, AnalyzerOptions options, FindingCache cache)
{
    /// <summary>
    /// An analyzer asks no clock: its answer would change without a change of its input. With the last day there is, nothing lies in the
    /// future, and rules that compare with the date leave it to the task.
    /// </summary>
    private static readonly DateTime NoDate = DateTime.SpecifyKind(DateTime.MaxValue.Date, DateTimeKind.Utc);

    private readonly object gate = new();
    private ILookup<AdditionalText, RoslynDiagnostic>? diagnosticsByFile;

    /// <summary>What was found in a file, with the user's severity.</summary>
    public IEnumerable<RoslynDiagnostic> For(AdditionalText file, CancellationToken cancellation)
    {
        lock (gate)
        {
            diagnosticsByFile ??= Run(cancellation);
            return diagnosticsByFile[file];
        }
    }

    // By object: a path that the project lists twice is reported once.
    private ILookup<AdditionalText, RoslynDiagnostic> Run(CancellationToken cancellation)
    {
        var files = new AdditionalFileSystem(options.AdditionalFiles, cancellation);
        var globals = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        var request = ProjectSettings.GetRequest(globals, files);
        var run = ProjectSettings.GetOptions(globals, NoDate);

        // The host need not have handed over the baseline: then nothing is known of it.
        run = run.Baseline is { } baseline && files.GetKind(baseline) is null ? run with { Baseline = "" } : run;
        var findings = cache.GetOrAdd(FindingCache.KeyOf(run, request, files, cancellation), () => Lint(files, run, request));
        var severities = new Severities(
            ProjectSettings.GetSeverities(compilation.Options, globals),
            new EditorConfigs(files, new CompilerGlobals(compilation.Options, globals, cancellation)));
        return findings
            .Where(finding => files.Files.ContainsKey(finding.Location.Path) && RoslynDescriptors.ById.ContainsKey(finding.RuleId))
            .Select(finding => finding with { Severity = severities.Resolve(finding.RuleId, finding.Severity, finding.Location.Path) })
            .Where(finding => finding.Severity != Severity.None)
            .ToLookup(finding => files.Files[finding.Location.Path], finding => Create(finding, files, globals));
    }

    private static IReadOnlyList<Finding> Lint(AdditionalFileSystem files, LintOptions run, LintRequest request) =>
        [.. new Linter(files, run).Run(request).Diagnostics.Select(Finding.From)];

    /// <summary>
    /// The severity is the user's already; what Roslyn applies on top of it (NoWarn, .globalconfig, warnings as errors) changes nothing more.
    /// Not every host shows additional locations, so the text names them too.
    /// </summary>
    internal static RoslynDiagnostic Create(Finding finding, AdditionalFileSystem files, AnalyzerConfigOptions globals)
    {
        var baseDirectory = ProjectSettings.GetDirectory(globals) ?? PathText.GetDirectory(finding.Location.Path)!;
        return RoslynDiagnostic.Create(
            RoslynDescriptors.ById[finding.RuleId],
            CreateLocation(finding.Location, files),
            RoslynDescriptors.ToRoslyn(finding.Severity),
            finding.Related.Select(related => CreateLocation(related.Location, files)),
            CreateProperties(finding.Fix, files),
            FindingText.ForCompiler(finding, baseDirectory, files.IsCaseSensitive));
    }

    private static Location CreateLocation(FindingLocation location, AdditionalFileSystem files) => Location.Create(
        HostPath(location.Path, files),
        new TextSpan(location.Span.Start, location.Span.Length),
        new LinePositionSpan(new(location.Start.Line, location.Start.Column), new(location.End.Line, location.End.Column)));

    private static ImmutableDictionary<string, string?> CreateProperties(Fix? fix, AdditionalFileSystem files) =>
        fix is not RenameFix { Applicability: not Applicability.Manual } rename
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty
                .Add(FixProperties.RenameFrom, HostPath(rename.Path, files))
                .Add(FixProperties.RenameTo, rename.NewName)
                .Add(FixProperties.Title, rename.Applicability == Applicability.Safe ? rename.Title : "Suggested: " + rename.Title);

    private static string HostPath(string path, AdditionalFileSystem files) => files.Files.TryGetValue(path, out var file) ? file.Path : path;
}
