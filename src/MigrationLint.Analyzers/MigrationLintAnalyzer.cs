using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationLint.Analyzers;

/// <summary>Runs the engine over the migrations and configuration files that the host hands over as additional files.</summary>
/// <remarks>
/// Findings come from a callback per additional file, so that a host can ask for the file in the editor alone and gets it without the
/// analysis of a whole compilation. Most rules compare files, though: the first callback of a compilation therefore lints the whole set,
/// and the others pick what is theirs. Compilations with the same additional files share the answer (<see cref="FindingCache"/>):
/// typing in a C# file lints nothing. Roslyn's own <c>SourceTextValueProvider</c> does not fit, since it keeps values by content alone,
/// while a migration means something only under its name and beside its neighbours.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp, LanguageNames.VisualBasic)]
public sealed class MigrationLintAnalyzer : DiagnosticAnalyzer
{
    private readonly FindingCache cache = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RoslynDescriptors.ById.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Options.AdditionalFiles.IsEmpty)
            {
                return;
            }

            var lint = new CompilationLint(start.Compilation, start.Options, cache);
            start.RegisterAdditionalFileAction(file =>
            {
                foreach (var diagnostic in lint.For(file.AdditionalFile, file.CancellationToken))
                {
                    file.ReportDiagnostic(diagnostic);
                }
            });
        });
    }
}
