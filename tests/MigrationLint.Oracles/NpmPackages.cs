using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MigrationLint.Oracles;

/// <summary>npm packages that tests compare with or run over, installed on first use below <c>artifacts/npm</c> and never committed.</summary>
public static class NpmPackages
{
    /// <summary>Installs packages of fixed versions, without running their scripts, unless the very same set is there.</summary>
    /// <param name="set">A name for the folder.</param>
    /// <param name="packages">As npm takes them: <c>knex@3.3.0</c>.</param>
    /// <returns>The folder that holds <c>node_modules</c>.</returns>
    public static string Install(string set, params string[] packages) =>
        Prepare(set, packages, folder => Npm(folder, ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", .. packages]));

    /// <summary>Unpacks packages of fixed versions, without what they depend on, for tests that only read their files.</summary>
    /// <param name="set">A name for the folder.</param>
    /// <param name="packages">As npm takes them: <c>knex@3.3.0</c>.</param>
    /// <returns>A folder with one folder per package.</returns>
    public static string Unpack(string set, params string[] packages) => Prepare(set, packages, folder =>
    {
        Npm(folder, ["pack", "--silent", .. packages]);
        foreach (var archive in Directory.GetFiles(folder, "*.tgz"))
        {
            var target = Path.ChangeExtension(archive, null);
            Directory.CreateDirectory(target);
            using var compressed = File.OpenRead(archive);
            using var content = new GZipStream(compressed, CompressionMode.Decompress);
            TarFile.ExtractToDirectory(content, target, overwriteFiles: true);
            File.Delete(archive);
        }
    });

    private static string Prepare(string set, string[] packages, Action<string> fetch)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', packages))))[..8];
        var folder = Path.Combine(Repository.Root, "artifacts", "npm", $"{set}-{key}");
        var done = Path.Combine(folder, "installed");
        Directory.CreateDirectory(folder);

        // Several test processes may want the same set.
        using var gate = new Mutex(initiallyOwned: false, $"migrationlint-npm-{set}-{key}");
        gate.WaitOne();
        try
        {
            if (!File.Exists(done))
            {
                File.WriteAllText(Path.Combine(folder, "package.json"), """{"private":true}""");
                fetch(folder);
                File.WriteAllText(done, string.Join('\n', packages));
            }
        }
        finally
        {
            gate.ReleaseMutex();
        }

        return folder;
    }

    private static void Npm(string folder, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("npm", arguments)
        {
            WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}");
        }
    }
}

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MigrationLint.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside of the checkout.");
    }
}
