using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationLint.CodeFixes;

/// <summary>
/// Renames all files of a project or solution. Roslyn's batch fixer merges changes of texts and knows no additional documents: it gives
/// nothing (4.5) or throws (4.14).
/// </summary>
internal sealed class RenameAllProvider : FixAllProvider
{
    /// <summary>The one kind of fix there is.</summary>
    public const string EquivalenceKey = "MigrationLint.Rename";

    private RenameAllProvider()
    {
    }

    public static RenameAllProvider Instance { get; } = new();

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var projects = fixAllContext.Scope == FixAllScope.Solution ? fixAllContext.Solution.Projects : [fixAllContext.Project];
        var renames = new List<DocumentRename>();
        foreach (var project in projects)
        {
            var diagnostics = await fixAllContext.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            renames.AddRange(diagnostics.Where(diagnostic => fixAllContext.DiagnosticIds.Contains(diagnostic.Id)).Select(DocumentRename.Of).OfType<DocumentRename>());
        }

        var ordered = renames.Distinct().OrderBy(rename => rename.From, StringComparer.Ordinal).ThenBy(rename => rename.NewName, StringComparer.Ordinal).ToList();
        return ordered.Count == 0 ? null : CodeAction.Create("Suggested: Rename all", token => ApplyAsync(fixAllContext.Solution, ordered, token), EquivalenceKey);
    }

    /// <summary>One after the other: a name that an earlier rename took, or a file that it took away, is left as it is.</summary>
    private static async Task<Solution> ApplyAsync(Solution solution, List<DocumentRename> renames, CancellationToken cancellation)
    {
        var renamed = solution;
        foreach (var rename in renames)
        {
            if (rename.IsPossible(renamed))
            {
                renamed = await rename.ApplyAsync(renamed, cancellation).ConfigureAwait(false);
            }
        }

        return renamed;
    }
}
