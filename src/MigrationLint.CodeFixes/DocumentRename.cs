using Microsoft.CodeAnalysis;
using MigrationLint.Analyzers;

namespace MigrationLint.CodeFixes;

/// <summary>
/// A new name for a file, which Roslyn can only express as removing an additional document and adding another
/// (there is no <c>WithAdditionalDocumentName</c>).
/// </summary>
/// <param name="From">The file, as the host writes its path.</param>
/// <param name="NewName">Its bare name afterwards.</param>
/// <param name="Title">What the user is offered.</param>
internal sealed record DocumentRename(string From, string NewName, string Title)
{
    private static readonly char[] Separators = ['/', '\\'];

    // Behind a path that begins with a slash, a backslash is a character of a name.
    private string To => From.Substring(0, (From[0] == '/' ? From.LastIndexOf('/') : From.LastIndexOfAny(Separators)) + 1) + NewName;

    /// <summary>The rename that travels with a diagnostic; null for none.</summary>
    public static DocumentRename? Of(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FixProperties.RenameFrom, out var from) && from is { Length: > 0 }
        && diagnostic.Properties.TryGetValue(FixProperties.RenameTo, out var to) && to is not null
        && diagnostic.Properties.TryGetValue(FixProperties.Title, out var title) && title is not null
            ? new DocumentRename(from, to, title)
            : null;

    /// <summary>Whether the file is there and no document stands under its name to be; case does not count, since on most disks it does not.</summary>
    public bool IsPossible(Solution solution)
    {
        var isThere = false;
        foreach (var project in solution.Projects)
        {
            foreach (var document in project.AdditionalDocuments.Concat<TextDocument>(project.Documents).Concat(project.AnalyzerConfigDocuments))
            {
                if (string.Equals(document.FilePath, To, StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }

                isThere |= document.FilePath == From;
            }
        }

        return isThere;
    }

    /// <summary>Renames the file in every project that lists it.</summary>
    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellation)
    {
        var renamed = solution;
        foreach (var document in solution.Projects.SelectMany(project => project.AdditionalDocuments).Where(document => document.FilePath == From))
        {
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            renamed = renamed
                .RemoveAdditionalDocument(document.Id)
                .AddAdditionalDocument(DocumentId.CreateNewId(document.Project.Id), NewName, text, document.Folders, To);
        }

        return renamed;
    }
}
