using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MigrationLint.Discovery;
using MigrationLint.Files;

namespace MigrationLint.Tasks;

/// <summary>What the tasks share: where to look, and that no exception of ours ever fails a build.</summary>
public abstract class MigrationTask : Microsoft.Build.Utilities.Task
{
    /// <summary>Nothing was analysed: the rule <c>not-analysable</c>, as a warning, since it is about all files.</summary>
    private const string FailureCode = "ML991";

    /// <summary>The directory that findings are printed relative to. Absolute: under <c>-mt</c> the working directory is another.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>Folders that discovery goes down from.</summary>
    public ITaskItem[] SearchPaths { get; set; } = [];

    /// <summary>Folders that the user names; metadata <c>Tool</c> says who runs them.</summary>
    public ITaskItem[] MigrationFolders { get; set; } = [];

    /// <summary>Configuration modules that the user names.</summary>
    public ITaskItem[] DatabaseConfigs { get; set; } = [];

    /// <summary>The disk.</summary>
    private protected PhysicalFileSystem Disk { get; } = new();

    /// <summary><see cref="ProjectDirectory"/> as the engine writes paths.</summary>
    private protected string BaseDirectory => PhysicalFileSystem.GetFullPath(ProjectDirectory);

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        try
        {
            Run();
        }
        catch (Exception exception)
        {
            Log.LogWarning(
                null, FailureCode, null, null, BuildEngine.ProjectFileOfTaskNode, 0, 0, 0, 0, "{0}",
                $"MigrationLint failed, so migrations are not checked in this build. {exception.GetType().Name}: {exception.Message} The detailed log has the stack trace.");
            Log.LogMessage(MessageImportance.Low, "{0}", exception);
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Does the task's work.</summary>
    private protected abstract void Run();

    /// <summary>What the items ask for.</summary>
    private protected LintRequest ReadRequest() => new()
    {
        Paths = [.. SearchPaths.Select(FullPath)],
        Folders = [.. MigrationFolders.Select(item => new DeclaredFolder(FullPath(item), MigrationToolNames.Parse(item.GetMetadata("Tool"))))],
        DatabaseConfigs = [.. DatabaseConfigs.Select(FullPath)],
    };

    /// <summary>The options of a build: no environment, so that a build does not depend on the machine.</summary>
    private protected static LintOptions Options() => new() { Today = DateTime.UtcNow.Date };

    /// <summary>An item for a path, which may hold what MSBuild takes for the start of an escaped character.</summary>
    private protected static TaskItem Item(string path) => new(path.Replace("%", "%25"));

    /// <summary>An item's path as the engine writes it. Items know their project's directory, whatever the working directory is.</summary>
    private protected static string FullPath(ITaskItem item) => PhysicalFileSystem.GetFullPath(item.GetMetadata("FullPath"));
}
