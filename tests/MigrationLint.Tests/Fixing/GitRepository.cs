using System.Diagnostics;

namespace MigrationLint.Tests.Fixing;

/// <summary>A real git repository in a temporary directory, with everything in it committed.</summary>
internal sealed class GitRepository : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("migrationlint-git-");

    /// <summary>Makes files whose content is their name, or what is given, and commits them.</summary>
    public GitRepository(params (string Path, string? Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content ?? path);
        }

        Git("init", "-q");
        Git("add", "-A");
        Git("-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "-q", "-m", "all");
    }

    public string Root => directory.FullName;

    /// <summary>The files outside of .git, relative, in ordinal order.</summary>
    public IReadOnlyList<string> Files =>
        [.. directory.EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Where(path => !path.StartsWith(".git/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    /// <summary>What git has staged and holds of each file: a digest of the index.</summary>
    public string Index => Git("ls-files", "--stage");

    public string Git(params string[] args) => Run("git", null, args);

    /// <summary>Applies a patch as <c>git apply</c> does, from a directory below the root.</summary>
    public void Apply(string patch, string below = "") => Run("git", patch, "-C", Path.Combine(Root, below), "apply", "-");

    public void Dispose()
    {
        // git writes its objects read-only.
        foreach (var file in directory.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }

        directory.Delete(recursive: true);
    }

    private string Run(string program, string? input, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', args)} ended with {process.ExitCode}: {errors.Result}");
    }
}
