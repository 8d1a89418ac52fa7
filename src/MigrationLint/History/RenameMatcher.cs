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
    private const int ShortestName = 3;

    /// <summary>More pairs than this are not compared: such a folder was made anew.</summary>
    private const int MaximumPairs = 40_000;

    private readonly Dictionary<MigrationFile, MigrationText> texts = [];

    /// <summary>Finds the new names of files that are gone; each file of the folder answers for one of them.</summary>
    /// <param name="gone">The files, where git says that they went, and whether the revision still has them.</param>
    public Dictionary<MigrationFile, RenameMatch> Match(IReadOnlyList<(MigrationFile File, string? NewPath, bool IsInRevision)> gone)
    {
        var matches = new Dictionary<MigrationFile, RenameMatch>();
        var free = new HashSet<MigrationFile>(folder.Steps);
        var byPath = new Dictionary<string, MigrationFile>(StringComparer.Ordinal);
        foreach (var file in folder.Steps)
        {
            byPath[file.Path] = file;
        }

        foreach (var (file, newPath, _) in gone)
        {
            if (newPath is not null && byPath.TryGetValue(newPath, out var target) && free.Contains(target) && IsSame(file, target))
            {
                Take(file, target);
            }
        }

        var left = gone.Where(one => !matches.ContainsKey(one.File)).ToList();
        if ((long)left.Count * free.Count <= MaximumPairs)
        {
            foreach (var (file, _, isInRevision) in left)
            {
                // What went long ago is looked for by its name alone: a file that was there before may say the same.
                var target = folder.Steps.Where(free.Contains).FirstOrDefault(other => isInRevision ? isNew(other) && IsSame(file, other) : HasSameName(file, other) && IsSame(file, other));
                if (target is not null)
                {
                    Take(file, target);
                }
            }
        }

        return matches;

        void Take(MigrationFile file, MigrationFile target)
        {
            free.Remove(target);
            matches.Add(file, new RenameMatch(target, TextOf(file).Key == TextOf(target).Key));
        }
    }

    private bool IsSame(MigrationFile file, MigrationFile other)
    {
        var (before, after) = (TextOf(file), TextOf(other));
        var similarity = before.Similarity(after);
        return HasSameName(file, other) ? similarity >= AlikeWithName
            : similarity >= 1 ? before.Key == after.Key
            : similarity >= Alike && before.Names(ShortestName).All(after.Names(ShortestName).Contains);
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

    private static bool HasSameName(MigrationFile file, MigrationFile other) =>
        NameOf(file) is { Length: > 0 } name && name.Equals(NameOf(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>The name behind the number, without extension.</summary>
    private static string NameOf(MigrationFile file)
    {
        var stem = file.Id == file.Name ? PathText.GetFileName(ScriptHalves.BasePath(file.Path)) : file.Id;
        var start = file.Number is { } number ? number.Text.Length + number.Separator.Length : 0;
        return start <= stem.Length ? stem.Substring(start) : "";
    }
}
