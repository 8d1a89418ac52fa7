using System.Diagnostics;
using System.Formats.Tar;

namespace MigrationLint.Oracles.Sql;

/// <summary>
/// PostgreSQL's own SQL, from Debian's source package, below <c>artifacts/postgresql-source</c> and never committed: version 18 where the machine's mirror has
/// it, else the version of the machine's release.
/// </summary>
public static class PostgresSources
{
    private static readonly Lazy<string> Folder = new(Prepare);

    /// <summary>The suite that PostgreSQL itself is tested with.</summary>
    public static string[] Regression => Files("src/test/regress/sql");

    /// <summary>
    /// Suites that nobody reads who works on the parser, so that they say how it does on SQL that it was not made for: failing statements are counted, never shown.
    /// </summary>
    public static string[] HeldOut => [.. Files("contrib"), .. Files("src/pl"), .. Files("src/test/modules")];

    private static string[] Files(string part) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder.Value, part), "*.sql", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string Prepare()
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "postgresql-source");
        var done = Path.Combine(folder, "unpacked");
        using var gate = new Mutex(initiallyOwned: false, "migrationlint-postgresql-source");
        gate.WaitOne();
        try
        {
            if (!File.Exists(done))
            {
                Directory.CreateDirectory(folder);
                Unpack(Download(folder), folder);
                File.WriteAllText(done, "");
            }
        }
        finally
        {
            gate.ReleaseMutex();
        }

        return folder;
    }

    /// <summary>The archive of the source.</summary>
    private static string Download(string folder)
    {
        // Also where no lists have been fetched yet.
        var mirror = Lines("apt-get", folder, "indextargets", "--no-release-info", "--format", "$(REPO_URI)", "Created-By: Packages")
            .First(line => line.Contains("/debian", StringComparison.Ordinal) && !line.Contains("security", StringComparison.Ordinal));
        var release = File.ReadLines("/etc/os-release").First(line => line.StartsWith("VERSION_CODENAME=", StringComparison.Ordinal))["VERSION_CODENAME=".Length..].Trim('"');
        return TryDownload(folder, mirror, "sid", "18") ?? TryDownload(folder, mirror, release, "18", "17", "16", "15")
            ?? throw new InvalidOperationException($"Neither sid nor {release} has a source package of PostgreSQL 15 to 18.");
    }

    private static string? TryDownload(string folder, string mirror, string release, params string[] versions)
    {
        var work = Path.Combine(folder, release);
        Directory.CreateDirectory(Path.Combine(work, "lists", "partial"));
        Directory.CreateDirectory(Path.Combine(work, "cache", "archives", "partial"));
        File.WriteAllText(Path.Combine(work, "sources.list"), $"deb-src {mirror} {release} main\n");
        string[] options =
        [
            "-qq", "-o", "Dir::Etc::sourcelist=" + Path.Combine(work, "sources.list"), "-o", "Dir::Etc::sourceparts=-", "-o", "Dir::State::lists=" + Path.Combine(work, "lists"),
            "-o", "Dir::Cache=" + Path.Combine(work, "cache"), "-o", "APT::Sandbox::User=" + Environment.UserName,
        ];
        Lines("apt-get", work, [.. options, "update"]);
        var packages = Directory.EnumerateFiles(Path.Combine(work, "lists"), "*_Sources*")
            .SelectMany(list => Lines("/usr/lib/apt/apt-helper", work, "cat-file", list)).ToHashSet(StringComparer.Ordinal);
        var package = versions.Select(version => "postgresql-" + version).FirstOrDefault(name => packages.Contains("Package: " + name));
        if (package is null)
        {
            return null;
        }

        Lines("apt-get", work, [.. options, "source", "--download-only", "--only-source", package]);
        return Directory.EnumerateFiles(work, "*.orig.tar.*").Single(file => !file.EndsWith(".asc", StringComparison.Ordinal));
    }

    /// <summary>Writes the .sql files of the archive, without the folder that all of it is in.</summary>
    private static void Unpack(string archive, string folder)
    {
        // Debian packs with xz or bzip2, and .NET reads neither: apt does.
        using var process = Start("/usr/lib/apt/apt-helper", folder, "cat-file", archive);
        using var entries = new TarReader(process.StandardOutput.BaseStream);
        while (entries.GetNextEntry() is { } entry)
        {
            if (entry.EntryType == TarEntryType.RegularFile && entry.Name.EndsWith(".sql", StringComparison.Ordinal))
            {
                var path = Path.Combine(folder, entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                entry.ExtractToFile(path, overwrite: true);
            }
        }
    }

    private static Process Start(string program, string folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;

    private static List<string> Lines(string program, string folder, params string[] arguments)
    {
        using var process = Start(program, folder, arguments);
        var lines = new List<string>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? lines : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
