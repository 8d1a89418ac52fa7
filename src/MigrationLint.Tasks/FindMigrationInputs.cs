using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Tasks;

/// <summary>Tells a design-time build which files the analyzer needs to see: migrations, configuration and the modules that these import.</summary>
[MSBuildMultiThreadableTask]
public sealed class FindMigrationInputs : MigrationTask
{
    /// <summary>Files that the analyzer sees already.</summary>
    public ITaskItem[] Known { get; set; } = [];

    /// <summary>Where the answer is kept between design-time builds, which are many; empty for nowhere.</summary>
    public string CacheFile { get; set; } = "";

    /// <summary>The files that are missing from <see cref="Known"/>, marked as ours.</summary>
    [Output]
    public ITaskItem[] Inputs { get; private set; } = [];

    /// <inheritdoc/>
    private protected override void Run()
    {
        var comparer = Disk.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        var known = new HashSet<string>(Known.Select(FullPath), comparer);
        var lint = new CachedLinter(Disk, OpenCache(CacheFile), Log, asksGit: false).Run(Options(), ReadRequest);
        var sources = lint.Stamps.Where(stamp => stamp.IsFileRead).Select(stamp => stamp.Path).Concat(lint.Ignored).ToList();
        Inputs =
        [
            .. sources.Concat(EditorConfigsAbove(sources, comparer))
                .Where(known.Add)
                .OrderBy(path => path, StringComparer.Ordinal)
                .Select(Marked),
        ];
    }

    private static TaskItem Marked(string path)
    {
        var item = Item(path);
        item.SetMetadata("MigrationLintItem", "true");
        item.SetMetadata("Visible", "false");
        return item;
    }

    /// <summary>The compiler applies no section of an .editorconfig to a file that it does not compile: the analyzer reads them itself.</summary>
    private IEnumerable<string> EditorConfigsAbove(IEnumerable<string> sources, StringComparer comparer)
    {
        var directories = new HashSet<string>(comparer);
        foreach (var source in sources)
        {
            for (var directory = PathText.GetDirectory(source); directory is not null && directories.Add(directory); directory = PathText.GetDirectory(directory))
            {
                var file = PathText.Combine(directory, EditorConfigFile.FileName);
                if (Disk.GetKind(file) == FileEntryKind.File)
                {
                    yield return file;
                }
            }
        }
    }
}
