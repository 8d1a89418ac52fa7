using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Where the migrations of a project may lie that has none itself: in a solution they often belong to a server that is no .NET project.</summary>
public static class ProjectSurroundings
{
    /// <summary>As deep as people put migrations: <c>apps/api/db/migrations</c>.</summary>
    private const int DepthInCheckout = 4;

    /// <summary>Without a checkout the directory above may be a home or a temporary one, which would take long and holds what is anybody's.</summary>
    private const int DepthElsewhere = 2;

    /// <summary>The directories above a project, the nearest first, up to the root of the git checkout, or else at most two.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="project">The project's directory.</param>
    public static IReadOnlyList<Surrounding> Above(IFileSystem files, string project)
    {
        var tree = new SourceTree(files);
        var all = tree.GoUp(project);
        var depth = tree.IsCheckout(all[all.Count - 1]) ? DepthInCheckout : DepthElsewhere;
        return [.. all.Skip(1).Select(directory => new Surrounding(directory, depth))];
    }

    /// <summary>All directories above a project, for a host that hands over only files that a build found there.</summary>
    /// <param name="project">The project's directory.</param>
    public static IReadOnlyList<Surrounding> AllAbove(string project)
    {
        var all = new List<Surrounding>();
        for (var above = PathText.GetDirectory(project); above is not null; above = PathText.GetDirectory(above))
        {
            all.Add(new Surrounding(above, DepthInCheckout));
        }

        return all;
    }
}
