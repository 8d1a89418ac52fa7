namespace MigrationLint.Files;

/// <summary>
/// Answers the same question the same way for as long as it lives: each file is read once, each directory listed once, and a run sees
/// one state of the disk. Not safe for several threads.
/// </summary>
/// <param name="inner">Who answers the first time.</param>
internal sealed class CachedFileSystem(IFileSystem inner) : IFileSystem
{
    private readonly Dictionary<string, FileEntryKind?> kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileContent> contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<FileEntry>?> listings = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsCaseSensitive => inner.IsCaseSensitive;

    /// <inheritdoc/>
    public FileEntryKind? GetKind(string path) => Ask(kinds, path, inner.GetKind);

    /// <inheritdoc/>
    public FileContent Read(string path) => Ask(contents, path, inner.Read);

    /// <inheritdoc/>
    public IReadOnlyList<FileEntry>? List(string directory) => Ask(listings, directory, inner.List);

    private static T Ask<T>(Dictionary<string, T> answers, string path, Func<string, T> ask)
    {
        if (!answers.TryGetValue(path, out var answer))
        {
            answer = ask(path);
            answers.Add(path, answer);
        }

        return answer;
    }
}
