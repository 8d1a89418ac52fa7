using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

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
        var known = new HashSet<string>(Known.Select(FullPath), Disk.IsCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        Inputs =
        [
            .. new CachedLinter(Disk, CacheFile.Length == 0 ? null : Path.Combine(ProjectDirectory, CacheFile), Log).Run(Options(), ReadRequest()).Stamps
                .Where(stamp => stamp.IsFileRead && known.Add(stamp.Path))
                .Select(stamp => stamp.Path)
                .OrderBy(path => path, StringComparer.Ordinal)
                .Select(path => new TaskItem(path, new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["MigrationLintItem"] = "true",
                    ["Visible"] = "false",
                })),
        ];
    }
}
