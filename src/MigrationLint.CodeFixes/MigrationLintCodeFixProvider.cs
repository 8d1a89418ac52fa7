using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MigrationLint.Analyzers;
using MigrationLint.Checking;

namespace MigrationLint.CodeFixes;

/// <summary>Offers what the analyzer found to be the mending of a finding in a migration.</summary>
/// <remarks>
/// Not marked <c>[Shared]</c>: hosts create the fixes of a package without MEF, and the attribute alone would bind the assembly to one version
/// of System.Composition.
/// </remarks>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    LanguageNames.VisualBasic,
    Name = nameof(MigrationLintCodeFixProvider),
    DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)],
    DocumentExtensions = [".js", ".cjs", ".mjs", ".ts", ".cts", ".mts", ".sql"])]
public sealed class MigrationLintCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        RuleCatalog.All.Where(rule => rule.Descriptor.Fix is not null).Select(rule => rule.Descriptor.Id).ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => RenameAllProvider.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.TextDocument.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (DocumentRename.Of(diagnostic) is { } rename && rename.IsPossible(solution))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(rename.Title, cancellation => rename.ApplyAsync(solution, cancellation), RenameAllProvider.EquivalenceKey),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }
}
