using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Finds files of settings that may hold passwords: compose files, <c>appsettings.json</c> and <c>.env</c>, but for those of developers.</summary>
/// <param name="files">The disk.</param>
/// <param name="tree">The directories.</param>
internal sealed class SecretFiles(IFileSystem files, SourceTree tree)
{
    // Parts of names of files and directories: what only developers, tests and examples have.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "dev", "devel", "development", "local", "localhost", "test", "tests", "testing", "ci", "e2e", "integration", "example", "examples", "sample", "template", "dist", "defaults", "override", "debug", "devcontainer", "fixtures",
    };

    /// <summary>The secrets in the files of the given directories, each file once, in the order of the directories.</summary>
    public IReadOnlyList<WrittenSecret> Read(IEnumerable<string> directories) => [.. directories.Where(directory => !IsHarmless(PathText.GetFileName(directory))).SelectMany(ReadIn)];

    private IEnumerable<WrittenSecret> ReadIn(string directory)
    {
        foreach (var entry in files.List(directory) ?? [])
        {
            if (entry.Kind != FileEntryKind.File || IsHarmless(entry.Name))
            {
                continue;
            }

            var isSettings = IsAppSettings(entry.Name);
            var isEnvironment = entry.Name == ".env" || entry.Name.StartsWith(".env.", StringComparison.Ordinal);
            if (!(isSettings || EnvironmentFiles.IsCompose(entry.Name) || (isEnvironment && IsShared(directory)))
                || files.Read(PathText.Combine(directory, entry.Name)).Text is not { } text)
            {
                continue;
            }

            foreach (var secret in isSettings ? SecretReader.OfAppSettings(text) : SecretReader.OfLines(text))
            {
                yield return secret;
            }
        }
    }

    private static bool IsHarmless(string name) => name.Split('.', '-', '_').Any(Harmless.Contains);

    private static bool IsAppSettings(string name) =>
        name.StartsWith("appsettings.", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// True where an <c>.env</c> goes into the repository: it lies in a checkout, and no list of ignored files on the way up has a word of it.
    /// </summary>
    private bool IsShared(string directory)
    {
        var above = tree.GoUp(directory);
        var root = above[above.Count - 1];
        return files.GetKind(PathText.Combine(root, ".git")) is not null
            && above.Select(one => PathText.Combine(one, ".gitignore")).Append(PathText.Combine(root, ".git/info/exclude")).All(path => !MayIgnore(path));
    }

    private bool MayIgnore(string path) =>
        files.GetKind(path) == FileEntryKind.File
        && (files.Read(path).Text?.Content ?? "").Split('\n').Select(line => line.Trim()).Any(line => line.Length > 0 && line[0] is not ('#' or '!') && (line.Contains("env") || line is "*" or ".*"));
}
