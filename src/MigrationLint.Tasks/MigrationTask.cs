using System.Globalization;
using System.Text;
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

    /// <summary>The SDK writes the project's own properties into such a file, anew in a first build: nobody sets anything there.</summary>
    private const string Generated = ".GeneratedMSBuildEditorConfig.editorconfig";

    /// <summary>The directory that findings are printed relative to. Absolute: under <c>-mt</c> the working directory is another.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>Folders that discovery goes down from.</summary>
    public ITaskItem[] SearchPaths { get; set; } = [];

    /// <summary>
    /// Folders that the user names, and dumps that a chain starts on. Metadata: <c>Tool</c> says who runs them, <c>Order</c> joins those that have one into one
    /// chain, <c>Base</c> names a dump of the schema that the folder starts on, <c>ExternalTables</c> the tables that are there although nothing creates them.
    /// </summary>
    public ITaskItem[] MigrationFolders { get; set; } = [];

    /// <summary>Configuration modules that the user names.</summary>
    public ITaskItem[] DatabaseConfigs { get; set; } = [];

    /// <summary>Whether a project that holds and names no migrations looks for them around itself.</summary>
    public bool LooksAround { get; set; } = true;

    /// <summary>Whether migrations are replayed as on an empty database.</summary>
    public bool FromEmpty { get; set; }

    /// <summary>Whether a replay ends at the first migration that fails.</summary>
    public bool StopAtFailure { get; set; }

    /// <summary>The major version of PostgreSQL that the migrations are for; empty for the engine's default.</summary>
    public string TargetVersion { get; set; } = "";

    /// <summary>The git revision that new migrations will be merged into; empty for none.</summary>
    public string Base { get; set; } = "";

    /// <summary>The last migration that databases have run; empty where the project does not say.</summary>
    public string Since { get; set; } = "";

    /// <summary>A file of known findings, relative to the project or absolute; empty where the project does not say.</summary>
    public string Baseline { get; set; } = "";

    /// <summary>What is reported: <c>recommended</c>, <c>strict</c>, <c>legacy-chain</c>; empty where the project does not say.</summary>
    public string Preset { get; set; } = "";

    /// <summary>How many processes of the application run at a time; empty where the project does not say.</summary>
    public string Instances { get; set; } = "";

    /// <summary>The server's <c>max_connections</c>; empty where the project does not say.</summary>
    public string MaxConnections { get; set; } = "";

    /// <summary>Global configuration files that the project names.</summary>
    public ITaskItem[] GlobalConfigFiles { get; set; } = [];

    /// <summary>The disk.</summary>
    private protected PhysicalFileSystem Disk => field ??= new();

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

    /// <summary>The cache that a task keeps in a file.</summary>
    /// <param name="file">Relative to the project or absolute; empty for none.</param>
    private protected LintCache? OpenCache(string file) => file.Length == 0 ? null : new LintCache(Path.Combine(ProjectDirectory, file), Key());

    /// <summary>All that decides the findings besides the disk: our own code, <see cref="Options"/> and what <see cref="ReadRequest"/> reads.</summary>
    private string Key()
    {
        var tasks = typeof(MigrationTask).Assembly.Location;
        var key = new StringBuilder();
        foreach (var library in new[] { tasks, Path.Combine(Path.GetDirectoryName(tasks)!, "MigrationLint.Engine.dll") })
        {
            var file = new FileInfo(library);
            key.Append(library).Append('\n').Append(file.LastWriteTimeUtc.Ticks).Append('\n').Append(file.Exists ? file.Length : 0).Append('\n');
        }

        key.Append(DateTime.UtcNow.Date.Ticks).Append('\n').Append(ProjectDirectory).Append('\n');
        key.Append(LooksAround).Append(' ').Append(FromEmpty).Append(' ').Append(StopAtFailure).Append(' ').Append(TargetVersion).Append('\n');
        foreach (var setting in new[] { Base, Since, Baseline, Preset, Instances, MaxConnections })
        {
            key.Append(setting).Append('\n');
        }

        Append(key, "path ", SearchPaths);
        Append(key, "global ", GlobalConfigFiles);
        Append(key, "config ", DatabaseConfigs);
        foreach (var folder in MigrationFolders)
        {
            key.Append("folder ");
            foreach (var name in new[] { "Tool", "Order", "Base", "ExternalTables" })
            {
                key.Append(folder.GetMetadata(name)).Append('>');
            }

            key.Append(folder.ItemSpec).Append('\n');
        }

        return key.ToString();
    }

    /// <summary>Appends a line for each item. Together with the project's directory, what an item says is its path.</summary>
    private protected static void Append(StringBuilder text, string label, ITaskItem[] items)
    {
        foreach (var item in items)
        {
            text.Append(label).Append(item.ItemSpec).Append('\n');
        }
    }

    /// <summary>What the items ask for.</summary>
    /// <param name="files">Tells how far up the project's checkout goes.</param>
    private protected LintRequest ReadRequest(IFileSystem files) => new()
    {
        Paths = [.. SearchPaths.Select(FullPath)],
        Folders = [.. MigrationFolders.Select(ReadFolder)],
        DatabaseConfigs = [.. DatabaseConfigs.Select(FullPath)],
        Surroundings = LooksAround ? ProjectSurroundings.Above(files, BaseDirectory) : [],
    };

    /// <summary>The options of a build: no environment, so that a build does not depend on the machine.</summary>
    private protected LintOptions Options() => new()
    {
        Today = DateTime.UtcNow.Date,
        FromEmpty = FromEmpty,
        StopAtFailure = StopAtFailure,
        Base = Text(Base),
        Since = Text(Since),
        Baseline = Text(Baseline) is { } file ? PhysicalFileSystem.GetFullPath(file, BaseDirectory) : null,
        Preset = Text(Preset) is not { } preset ? null : LintPresets.Parse(preset) ?? throw new InvalidOperationException($"MigrationLintPreset is no preset: {preset}."),
        RuleOptions = LintOptions.ReadRuleOptions(name => Number(name, name == "MigrationLintInstances" ? Instances : MaxConnections)),
        GlobalConfigs = [.. GlobalConfigFiles.Select(FullPath).Where(path => !path.EndsWith(Generated, StringComparison.OrdinalIgnoreCase))],
        TargetVersion = TargetVersion.Length == 0 ? null
            : LintOptions.ParseTargetVersion(TargetVersion) ?? throw new InvalidOperationException($"MigrationLintTargetVersion is no version of PostgreSQL: {TargetVersion}."),
    };

    private static string? Number(string name, string property) =>
        Text(property) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? text
        : throw new InvalidOperationException($"{name} is no number from 1 on: {text}.");

    private static string? Text(string property) => property.Trim() is { Length: > 0 } text ? text : null;

    private DeclaredFolder ReadFolder(ITaskItem item) => new(FullPath(item), MigrationToolNames.Parse(item.GetMetadata("Tool")))
    {
        Order = DeclaredFolder.ParseOrder(item.GetMetadata("Order")),
        Base = item.GetMetadata("Base") is { Length: > 0 } dump ? PhysicalFileSystem.GetFullPath(dump, BaseDirectory) : null,
        ExternalTables = item.GetMetadata("ExternalTables"),
    };

    /// <summary>An item for a path, which may hold what MSBuild takes for the start of an escaped character.</summary>
    private protected static TaskItem Item(string path) => new(path.Replace("%", "%25"));

    /// <summary>An item's path as the engine writes it. Items know their project's directory, whatever the working directory is.</summary>
    private protected static string FullPath(ITaskItem item) => PhysicalFileSystem.GetFullPath(item.GetMetadata("FullPath"));
}
