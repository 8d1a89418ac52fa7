using System.Diagnostics;

namespace MigrationLint.Tests.History;

/// <summary>
/// A real git repository in a directory of its own, made from a list of commits: <c>Commit(("migrations/001_a.sql", "…"), ("old.sql", null))</c>
/// writes the first file, deletes the second, and commits. Nothing of the machine's or the user's git settings counts.
/// </summary>
internal sealed class GitRepository : IDisposable
{
    private int commits;

    /// <summary>Makes an empty repository whose branch is <c>main</c>.</summary>
    /// <param name="root">Where; null for a new temporary directory, which goes with the object.</param>
    public GitRepository(string? root = null)
    {
        IsTemporary = root is null;
        Root = (root ?? Directory.CreateTempSubdirectory("migrationlint-git-").FullName).Replace('\\', '/');
        Git("init", "--quiet", "--initial-branch=main");
    }

    /// <summary>The working tree, with forward slashes.</summary>
    public string Root { get; }

    private bool IsTemporary { get; }

    /// <summary>Whether the machine has git at all.</summary>
    public static bool IsAvailable { get; } = HasGit();

    /// <summary>Writes or deletes files without committing them.</summary>
    /// <param name="files">Paths relative to the root with their contents; null deletes.</param>
    public void Write(params (string Path, string? Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(Root, path);
            if (content is null)
            {
                File.Delete(file);
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, content);
            }
        }
    }

    /// <summary>Writes or deletes files and commits the whole working tree; commits also where nothing changed.</summary>
    /// <returns>The id of the commit.</returns>
    public string Commit(params (string Path, string? Content)[] files)
    {
        Write(files);
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", "Commit " + ++commits);
        return Git("rev-parse", "HEAD").Trim();
    }

    /// <summary>Renames a file and commits that.</summary>
    public string CommitRename(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, to))!);
        File.Move(Path.Combine(Root, from), Path.Combine(Root, to));
        return Commit();
    }

    /// <summary>Runs git in the repository and gives its standard output.</summary>
    public string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        // Commits are a minute apart, so that the same list gives the same ids.
        var date = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(commits).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, value) in new[]
        {
            ("GIT_CONFIG_GLOBAL", OperatingSystem.IsWindows() ? "NUL" : "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_NAME", "Ada"), ("GIT_AUTHOR_EMAIL", "ada@example.com"), ("GIT_AUTHOR_DATE", date),
            ("GIT_COMMITTER_NAME", "Ada"), ("GIT_COMMITTER_EMAIL", "ada@example.com"), ("GIT_COMMITTER_DATE", date),
        })
        {
            start.Environment[name] = value;
        }

        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error.Result}");
    }

    public void Dispose()
    {
        if (IsTemporary && Directory.Exists(Root))
        {
            // Objects are read-only, which Windows minds.
            foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(Root, recursive: true);
        }
    }

    private static bool HasGit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["--version"]) { RedirectStandardOutput = true })!;
            git.WaitForExit();
            return git.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
