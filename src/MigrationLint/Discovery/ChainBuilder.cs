using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Puts folders into chains: those that the user gives an order into one, all others each into one of its own.</summary>
/// <param name="files">The disk.</param>
/// <param name="request">What the user names.</param>
/// <param name="settings">What the sections of a folder say.</param>
/// <param name="isFromEmpty">Whether nothing is taken as given.</param>
internal sealed class ChainBuilder(IFileSystem files, LintRequest request, FolderSettings settings, bool isFromEmpty)
{
    private readonly StringComparison paths = files.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Builds the chains: the ordered one first, then by path.</summary>
    public IReadOnlyList<MigrationChain> Build(IReadOnlyList<MigrationFolder> folders)
    {
        // What the paths say to a folder that is not declared: the dumps among them.
        var dumps = request.Paths.Where(path => FolderNames.IsDump(PathText.GetFileName(path)) && files.GetKind(path) == FileEntryKind.File).ToList();
        var parts = folders.Select(PartOf)
            .Concat(request.Folders.Where(declared => files.GetKind(declared.Path) == FileEntryKind.File).Select(declared => new Part(null, declared, declared.Order)))
            .ToList();
        var chains = new List<MigrationChain>();
        var ordered = parts.Where(part => part.Order is not null).OrderBy(part => part.Order).ToList();
        if (ordered.Count > 0)
        {
            chains.Add(Join(ordered, dumps));
        }

        chains.AddRange(parts.Where(part => part.Order is null).Select(part => Join([part], dumps)));
        if (chains.Count == 0 && dumps.Count > 0)
        {
            chains.Add(Join([], dumps));
        }

        return chains;
    }

    private MigrationChain Join(IReadOnlyList<Part> parts, IReadOnlyList<string> dumps)
    {
        var bases = parts.SelectMany(part => new[] { part.Folder is null ? part.Declared!.Path : null, part.Declared?.Base }).OfType<string>();
        return new MigrationChain
        {
            Base = [.. (parts.All(part => part.Declared is null) ? dumps.Concat(bases) : bases).Distinct(StringComparer.Ordinal).Select(ReadDump)],
            Folders = [.. parts.Select(part => part.Folder).OfType<MigrationFolder>()],
            ExternalTables = parts.Aggregate(
                ExternalTables.None,
                (tables, part) => tables.With(ExternalTables.Parse(part.Declared?.ExternalTables)).With(part.Folder is { } folder ? settings.ExternalTables(folder.Path).With(ExternalTables.Of(folder.Tool)) : ExternalTables.None)),
            IsFromEmpty = isFromEmpty,
            TargetVersion = parts.Select(part => part.Folder is { } folder ? settings.TargetVersion(folder.Path) : null).FirstOrDefault(version => version is not null),
        };
    }

    private Part PartOf(MigrationFolder folder)
    {
        var declared = request.Folders.FirstOrDefault(one => folder.Directories.Any(directory => directory.Equals(one.Path, paths)));
        return new Part(folder, declared, declared?.Order ?? settings.Order(folder.Path) ?? PlaceAmongPaths(folder));
    }

    // Several paths of a command that replays one chain are given in its order; one path may hold folders of several databases.
    private int? PlaceAmongPaths(MigrationFolder folder)
    {
        if (!request.PathsFormChain || request.Paths.Count < 2)
        {
            return null;
        }

        var nearest = request.Paths
            .Select((path, index) => (Path: path, Index: index))
            .Where(one => PathText.IsBelow(folder.Path, one.Path, files.IsCaseSensitive) || folder.Path.Equals(PathText.GetDirectory(one.Path), paths))
            .OrderByDescending(one => one.Path.Length)
            .ToList();
        return nearest.Count > 0 ? nearest[0].Index : null;
    }

    private MigrationFile ReadDump(string path)
    {
        var content = files.Read(path);
        return new MigrationFile
        {
            Path = path,
            Content = content,
            Language = MigrationLanguage.Sql,
            Number = null,
            Up = content.Text is { } text ? MigrationScript.Whole(text, MigrationTransaction.None) : null,
        };
    }

    /// <param name="Folder">The folder; null for a dump that is declared like one.</param>
    /// <param name="Declared">What the user says of it.</param>
    /// <param name="Order">Its place in the chain; null where it is one of its own.</param>
    private sealed record Part(MigrationFolder? Folder, DeclaredFolder? Declared, int? Order);
}
