using Microsoft.Build.Logging.StructuredLogger;

namespace MigrationLint.Package.Tests;

/// <summary>A warning, error or message of a build that has one of our codes.</summary>
/// <param name="Kind"><c>warning</c>, <c>error</c> or <c>message</c>.</param>
/// <param name="Code">The rule.</param>
/// <param name="File">As it was logged.</param>
/// <param name="Line">One-based.</param>
/// <param name="Column">One-based.</param>
public sealed record LoggedFinding(string Kind, string Code, string File, int Line, int Column);

/// <summary>A build as its binary log tells it.</summary>
public sealed class BuildOutcome(CommandOutcome command, Build log)
{
    /// <summary>Zero for success.</summary>
    public int ExitCode => command.ExitCode;

    /// <summary>What the console showed.</summary>
    public string Output => command.Output;

    /// <summary>Our findings, sorted, each as often as it was logged.</summary>
    public IReadOnlyList<LoggedFinding> Findings { get; } =
    [
        .. log.FindChildrenRecursive<Warning>().Select(entry => new LoggedFinding("warning", entry.Code ?? "", entry.File ?? "", entry.LineNumber, entry.ColumnNumber))
            .Concat(log.FindChildrenRecursive<Error>().Select(entry => new LoggedFinding("error", entry.Code ?? "", entry.File ?? "", entry.LineNumber, entry.ColumnNumber)))
            .Where(finding => finding.Code.StartsWith("ML", StringComparison.Ordinal))
            .OrderBy(finding => finding.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>The texts of warnings and errors of one code.</summary>
    public IEnumerable<string> TextsOf(string code) => log.FindChildrenRecursive<AbstractDiagnostic>(entry => entry.Code == code).Select(entry => entry.Text);

    /// <summary>True where a message with this text was logged, however low.</summary>
    public bool Says(string text) => log.FindChildrenRecursive<Message>(entry => entry.Text.Contains(text, StringComparison.Ordinal)).Count > 0;

    /// <summary>The calls of the C# compiler, or what they would have been.</summary>
    public IReadOnlyList<string> CompilerCommandLines { get; } =
        [.. log.FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Task>(task => task.Name == "Csc").Select(task => task.CommandLineArguments ?? "")];
}

/// <summary>A folder with one or several projects that use the package.</summary>
public sealed class TestProject
{
    /// <summary>A project that a user would write.</summary>
    public const string CSharp =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageReference Include="MigrationLint" Version="$(MigrationLintVersion)" PrivateAssets="all" /></ItemGroup>
        </Project>
        """;

    private static int count;
    private readonly int number = Interlocked.Increment(ref count);
    private int builds;

    /// <summary>Makes an empty folder.</summary>
    public TestProject()
    {
        Folder = Path.Combine(Packages.Root, "test" + number, "of", "project");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The folder, so deep that a project which looks around itself does not see those of other tests.</summary>
    public string Folder { get; }

    /// <summary>A C# project with migrations of which two carry the same timestamp.</summary>
    public static TestProject WithDuplicate(string projectFile = CSharp, string name = "App.csproj") =>
        new TestProject().Write(name, projectFile).Write("Class.cs", "public class Class { }\n").WriteDuplicate("migrations");

    /// <summary>Writes a file.</summary>
    public TestProject Write(string path, string content)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, content);
        return this;
    }

    /// <summary>Writes three Knex migrations into a folder, of which two carry the same timestamp.</summary>
    public TestProject WriteDuplicate(string folder) => this
        .Write(folder + "/20250101000000_create_users.js", Migration("users"))
        .Write(folder + "/20250102000000_create_orders.js", Migration("orders"))
        .Write(folder + "/20250102000000_create_items.js", Migration("items"));

    /// <summary>A Knex migration with which nothing is wrong.</summary>
    public static string Migration(string table) =>
        $$"""
        exports.up = (knex) => knex.schema.createTable('{{table}}', (table) => {
          table.bigIncrements('id');
        });

        exports.down = (knex) => knex.schema.dropTable('{{table}}');
        """;

    /// <summary>Runs <c>dotnet build</c> and reads its binary log.</summary>
    public BuildOutcome Build(params string[] arguments) => Run(["build", "-nodeReuse:false", .. arguments]);

    /// <summary>Runs targets of design-time builds as an IDE does.</summary>
    public BuildOutcome BuildAsIde(params string[] arguments) => Run(
    [
        "msbuild", "-nodeReuse:false", "-t:ResolveAssemblyReferences;CoreCompile", "-p:DesignTimeBuild=true", "-p:ProvideCommandLineArgs=true",
        "-p:SkipCompilerExecution=true", "-p:BuildProjectReferences=false",
        // An output that never exists: otherwise the target is skipped while the project is up to date.
        "-p:NonExistentFile=__NonExistentSubDir__/__NonExistentFile__", .. arguments,
    ]);

    /// <summary>A design-time build whose compiler is really run, with analyzer and files, as the compiler inside an IDE is.</summary>
    public BuildOutcome Analyze(params string[] arguments) => Run(
    [
        "msbuild", "-nodeReuse:false", "-t:Compile", "-p:DesignTimeBuild=true", "-p:NonExistentFile=__NonExistentSubDir__/__NonExistentFile__", .. arguments,
    ]);

    /// <summary>
    /// Runs <c>dotnet build</c> on nodes that stay for the next call: nobody else's, and gone soon after.
    /// </summary>
    public BuildOutcome BuildOnLastingNodes(params string[] arguments) => Run(
        ["build", "-nodeReuse:true", "-m:2", .. arguments],
        new Dictionary<string, string> { ["MSBUILDNODEHANDSHAKESALT"] = Folder, ["MSBUILDNODECONNECTIONTIMEOUT"] = "20000" });

    private BuildOutcome Run(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // Beside the folder: a file that comes and goes in it would be a change.
        var log = Path.Combine(Packages.Root, $"project{number}.{++builds}.binlog");
        var command = Dotnet.Run(Folder, [.. arguments, "-nologo", "-bl:" + log], environment);
        return new BuildOutcome(command, BinaryLog.ReadBuild(log));
    }
}
