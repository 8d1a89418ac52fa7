using MigrationLint.Files;

namespace MigrationLint.Tasks;

/// <summary>
/// Says who looks after a place of the disk: the projects in the nearest directory above it that holds any. The places of one project alone
/// are its own; whatever else it finds or is told of, another project may report too.
/// </summary>
/// <param name="disk">The disk.</param>
/// <param name="project">The project that asks.</param>
/// <param name="extensionsPath">Where NuGet writes for that project, usually <c>obj</c>.</param>
internal sealed class ProjectOwners(IFileSystem disk, string project, string extensionsPath)
{
    /// <summary>Types of projects that a package can be added to. A project of another type would not answer.</summary>
    private static readonly string[] Extensions = [".csproj", ".fsproj", ".vbproj"];

    private readonly StringComparison comparison = disk.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
    private readonly string home = PathText.GetDirectory(project)!;
    private readonly Dictionary<string, Owners> known = new(StringComparer.Ordinal);

    /// <summary>Whether files of <paramref name="directory"/> belong to the asking project and to no other.</summary>
    public bool AreOwn(string directory) => Of(directory) is { IsHome: true, Others.Count: 0 };

    /// <summary>The projects to ask whether they report on <paramref name="directory"/> themselves.</summary>
    public IEnumerable<string> ToAsk(string directory) => Of(directory) is { IsHome: false } owners ? owners.Others.Where(UsesThePackage) : [];

    private Owners Of(string directory)
    {
        if (!known.TryGetValue(directory, out var owners))
        {
            var isHome = directory.Equals(home, comparison);
            var others = ProjectsIn(directory);
            owners = isHome || others.Count > 0 || PathText.GetDirectory(directory) is not { } parent ? new Owners(isHome, others) : Of(parent);
            known.Add(directory, owners);
        }

        return owners;
    }

    private List<string> ProjectsIn(string directory) =>
    [
        .. (disk.List(directory) ?? [])
            .Where(entry => entry.Kind == FileEntryKind.File && Extensions.Contains(PathText.GetExtension(entry.Name), StringComparer.OrdinalIgnoreCase))
            .Select(entry => PathText.Combine(directory, entry.Name))
            .Where(path => !path.Equals(project, comparison)),
    ];

    /// <summary>
    /// Whether NuGet has given a project our targets. Asking any other would evaluate it for nothing, and a project that cannot be evaluated
    /// would fail the build.
    /// </summary>
    private bool UsesThePackage(string other) =>
        disk.Read(PathText.Combine(ExtensionsPathOf(other), PathText.GetFileName(other) + ".nuget.g.targets")).Text?.Content
            .IndexOf("MigrationLint.targets", StringComparison.OrdinalIgnoreCase) >= 0;

    private string ExtensionsPathOf(string other)
    {
        if (PathText.IsBelow(extensionsPath, home, disk.IsCaseSensitive))
        {
            return PathText.Combine(PathText.GetDirectory(other)!, PathText.GetRelative(home, extensionsPath, disk.IsCaseSensitive));
        }

        // With an artifacts folder each project has a directory of its name in it.
        return PathText.Combine(PathText.GetDirectory(extensionsPath)!, PathText.GetFileNameWithoutExtension(other));
    }

    /// <param name="IsHome">Whether the directory belongs to the asking project.</param>
    /// <param name="Others">Other projects that it belongs to.</param>
    private sealed record Owners(bool IsHome, IReadOnlyList<string> Others);
}
