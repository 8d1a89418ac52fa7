using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MigrationLint.Analyzers;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;

namespace MigrationLint.Tests.Analyzers;

/// <summary>Runs the analyzer as the compiler does: options from a command line, settings from configuration files.</summary>
internal sealed record AnalyzerHost
{
    /// <summary>Additional files by path.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>What csc is told, such as <c>/nowarn:ML001</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Text of a <c>.globalconfig</c>.</summary>
    public string GlobalConfig { get; init; } = "";

    /// <summary>Visible properties of the project; null for <c>ProjectDir=/project/</c>.</summary>
    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    /// <summary>Makes the compilation of another language.</summary>
    public Func<CompilationOptions, Compilation>? CreateCompilation { get; init; }

    public DiagnosticAnalyzer Analyzer { get; init; } = new MigrationLintAnalyzer();

    public AnalyzerOptions CreateOptions() => new(
        [.. Files.Select(file => new InMemoryText(file.Key, file.Value))],
        new OptionsProvider(ReadGlobals().AnalyzerOptions, Properties ?? new Dictionary<string, string>(StringComparer.Ordinal) { ["ProjectDir"] = "/project/" }));

    public CompilationWithAnalyzers Create()
    {
        var options = CSharpCommandLineParser.Default.Parse([.. Arguments, "/target:library", "a.cs"], "/project", sdkDirectory: null).CompilationOptions;
        var configured = options.WithSyntaxTreeOptionsProvider(new GlobalSeverities(ReadGlobals().TreeOptions));
        var compilation = CreateCompilation is null ? CSharpCompilation.Create("a", options: (CSharpCompilationOptions)configured) : CreateCompilation(configured);
        return compilation.WithAnalyzers([Analyzer], CreateOptions());
    }

    public async Task<ImmutableArray<Diagnostic>> RunAsync() => await Create().GetAnalyzerDiagnosticsAsync();

    /// <summary>One line per finding: file, one-based line and column, severity, code.</summary>
    public async Task<IEnumerable<string>> ListAsync() => (await RunAsync())
        .Select(diagnostic => (Diagnostic: diagnostic, Start: diagnostic.Location.GetLineSpan()))
        .Select(found => $"{found.Start.Path}({found.Start.StartLinePosition.Line + 1},{found.Start.StartLinePosition.Character + 1}): {found.Diagnostic.Severity} {found.Diagnostic.Id}")
        .Order(StringComparer.Ordinal);

    private AnalyzerConfigOptionsResult ReadGlobals() =>
        AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(RoslynText.From(GlobalConfig), "/project/.globalconfig"))).GlobalConfigOptions;

    private sealed class InMemoryText(string path, string text) : AdditionalText
    {
        private readonly RoslynText text = RoslynText.From(text);

        public override string Path => path;

        public override RoslynText GetText(CancellationToken cancellationToken = default) => text;
    }

    private sealed class GlobalSeverities(ImmutableDictionary<string, ReportDiagnostic> severities) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            severities.TryGetValue(diagnosticId, out severity);
    }

    private sealed class OptionsProvider(ImmutableDictionary<string, string> globals, IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } =
            new Options(globals.SetItems(properties.Select(property => KeyValuePair.Create("build_property." + property.Key, property.Value))));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
