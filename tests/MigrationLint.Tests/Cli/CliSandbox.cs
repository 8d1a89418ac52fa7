using MigrationLint.Cli;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.History;
using MigrationLint.Text;

namespace MigrationLint.Tests.Cli;

/// <summary>The command line in a world of its own: a disk in memory, and a linter that finds what the test says.</summary>
internal sealed class CliSandbox
{
    public InMemoryFileSystem Files { get; } = new();

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string CurrentDirectory { get; set; } = "/repo";

    public bool IsTerminal { get; set; }

    /// <summary>What is found on a disk.</summary>
    public Func<IFileSystem, LintOptions, IReadOnlyList<Diagnostic>> Find { get; set; } = (_, _) => [];

    public LintOptions? Options { get; private set; }

    public LintRequest? Request { get; private set; }

    public CliRun Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var host = new CliHost
        {
            Output = output,
            Error = error,
            Files = Files,
            Mover = Files,
            GetFullPath = path => PathText.Combine(CurrentDirectory, path),
            TryWriteFile = (path, text) =>
            {
                if (Files.GetKind(PathText.GetDirectory(path)!) != FileEntryKind.Directory)
                {
                    return "no such directory";
                }

                Files[path] = text;
                return null;
            },
            CurrentDirectory = CurrentDirectory,
            Environment = Environment,
            Today = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            IsTerminal = IsTerminal,
            Lint = Lint,
        };
        var status = CommandLine.Run(args, host);
        return new CliRun(status, output.ToString(), error.ToString());
    }

    /// <summary>A finding at the beginning of a file.</summary>
    public static Diagnostic Report(IFileSystem files, string ruleId, string path, Severity severity = Severity.Warning, Fix? fix = null)
    {
        var rule = new RuleDescriptor(ruleId, "a-pattern", RuleFamily.Chain, Severity.Warning)
        {
            Title = "Reports a pattern.",
            Text = new RuleText("Something is there", "It leads to something.", "Write something else."),
            Bad = "",
            Good = "",
        };
        return new Diagnostic(rule, SourceSpan.StartOf(files.Read(path).Text!), rule.Text, severity) { Fix = fix };
    }

    private LintResult Lint(IFileSystem files, LintOptions options, LintRequest request, IGit? git)
    {
        (Options, Request) = (options, request);
        var folder = new MigrationFolder { Directories = ["/repo/migrations"], Tool = MigrationTool.Knex, Evidence = ToolEvidence.Convention, Files = [] };
        return new LintResult
        {
            Diagnostics = Find(files, options),
            Folders = [folder],
            Coverage = new Coverage(2, 5, 1, 0),
            Runnable = [new RunnableFiles("/repo/migrations", 1, 2)],
        };
    }
}

/// <summary>What a run left behind.</summary>
internal sealed record CliRun(int Status, string Output, string Error);
