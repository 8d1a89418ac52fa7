using MigrationLint.Discovery;
using MigrationLint.Discovery.Layouts;
using MigrationLint.Files;

namespace MigrationLint.History;

/// <summary>A migration under its new name.</summary>
/// <param name="File">The migration.</param>
/// <param name="IsUnchanged">True where it says the very same.</param>
internal sealed record RenameMatch(MigrationFile File, bool IsUnchanged);

/// <summary>
/// Tells renamed migrations from deleted ones. Migrations are short and look alike, so that likeness alone proves nothing: two that create different
/// tables are nine tenths the same. What goes on under another name still names all that it named, or kept what its name says.
/// </summary>
/// <param name="folder">The folder as it is.</param>
/// <param name="isNew">True for a file that the revision does not have under its name.</param>
internal sealed class RenameMatcher(MigrationFolder folder, Func<MigrationFile, bool> isNew)
{
    private const double AlikeWithName = 0.5;
    private const double Alike = 0.8;

    /// <summary>More pairs than this are not compared: such a folder was made anew.</summary>
    private const int MaximumPairs = 40_000;

    private readonly Dictionary<MigrationFile, MigrationText> texts = [];
    private readonly Dictionary<MigrationFile, RenameMatch> matches = [];
    private readonly HashSet<MigrationFile> free = new(folder.Steps);

    /// <summary>Finds the new names of files that are gone; each file of the folder answers for one of them, the surest signs first.</summary>
    /// <param name="gone">The files, where git says that they went, and whether the revision still has them.</param>
    public IReadOnlyDictionary<MigrationFile, RenameMatch> Match(IReadOnlyList<(MigrationFile File, string? NewPath, bool IsInRevision)> gone)
    {
        var byPath = folder.Steps.ToLookup(file => file.Path, StringComparer.Ordinal);
        foreach (var (file, newPath, _) in gone.Where(one => one.NewPath is not null))
        {
            TryTake(file, byPath[newPath!].Where(other => IsSame(file, other)));
        }

        // What went long ago is looked for by its name alone: a file that was there before may say the same.
        var byName = folder.Steps.ToLookup(NameOf, StringComparer.OrdinalIgnoreCase);
        foreach (var (file, _, isInRevision) in gone.Where(one => !matches.ContainsKey(one.File) && NameOf(one.File).Length > 0))
        {
            TryTake(file, byName[NameOf(file)].Where(other => (!isInRevision || isNew(other)) && IsSame(file, other)));
        }

        var left = gone.Where(one => one.IsInRevision && !matches.ContainsKey(one.File)).Select(one => one.File).ToList();
        var candidates = left.Count == 0 ? [] : folder.Steps.Where(file => free.Contains(file) && isNew(file)).ToList();
        var byKey = candidates.ToLookup(file => TextOf(file).Key, StringComparer.Ordinal);
        left.RemoveAll(file => TryTake(file, byKey[TextOf(file).Key]));
        if ((long)left.Count * candidates.Count <= MaximumPairs)
        {
            left.ForEach(file => TryTake(file, candidates.Where(other => free.Contains(other) && IsSame(file, other))));
        }

        return matches;
    }

    private bool TryTake(MigrationFile file, IEnumerable<MigrationFile> candidates)
    {
        if (candidates.FirstOrDefault(free.Contains) is not { } target)
        {
            return false;
        }

        free.Remove(target);
        matches.Add(file, new RenameMatch(target, TextOf(file).Key == TextOf(target).Key));
        return true;
    }

    private bool IsSame(MigrationFile file, MigrationFile other)
    {
        var (before, after) = (TextOf(file), TextOf(other));
        var hasName = NameOf(file) is { Length: > 0 } name && name.Equals(NameOf(other), StringComparison.OrdinalIgnoreCase);
        return before.Similarity(after) is var similarity && hasName ? similarity >= AlikeWithName : similarity >= Alike && before.Names.All(after.Names.Contains);
    }

    private MigrationText TextOf(MigrationFile file)
    {
        if (!texts.TryGetValue(file, out var text))
        {
            text = MigrationText.Of(file.Text, file.Language);
            texts.Add(file, text);
        }

        return text;
    }

    /// <summary>The name behind the number, without extension.</summary>
    private static string NameOf(MigrationFile file)
    {
        var stem = file.Id == file.Name ? PathText.GetFileName(ScriptHalves.BasePath(file.Path)) : file.Id;
        var start = file.Number is { } number ? number.Text.Length + number.Separator.Length : 0;
        return start <= stem.Length ? stem.Substring(start) : "";
    }
}
