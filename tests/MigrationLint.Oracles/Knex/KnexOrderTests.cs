using System.Diagnostics;
using System.Text.Json;
using MigrationLint.Configuration;
using MigrationLint.Discovery;
using MigrationLint.Files;

namespace MigrationLint.Oracles.Knex;

/// <summary>What the real Knex lists, and in which order, is what our discovery lists.</summary>
public sealed class KnexOrderTests
{
    private static readonly string[] Names =
    [
        "10_a.js", "2_a.js", "1_a.js", "1_A.js", "1-a.js", "1a.js", "1.a.js", "01_a.js", "A.js", "a.js", "_a.js", "Z.js", "é.js", "ä.ts", "a b.js",
        "20240101000000_a.js", "2024_a.cjs", "3_a.mjs", "3_a.ts", "3_a.d.ts", "3_a.TS", "3_a.JS", "3_a.sql", "3_a.js.map", "3_a.coffee", "3_a.ls",
        "4_a.mts", "4_a.cts", "README.md", ".gitkeep", ".js", "5_a", "\u00e9.js", "e\u0301.js", "😀.js", "\uffee.js",
    ];

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("migrationlint-knex-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCase(false, null)]
    [TestCase(true, null)]
    [TestCase(false, ".js")]
    [TestCase(false, ".mjs", ".ts")]
    [TestCase(true, ".TS", ".sql")]
    [TestCase(false, "")]
    public void Knex_lists_the_same_files_in_the_same_order(bool sortDirsSeparately, params string[]? extensions)
    {
        string[] directories = ["second", "first"];
        foreach (var name in Names)
        {
            foreach (var directory in directories)
            {
                Directory.CreateDirectory(Path.Combine(folder, directory));
                File.WriteAllText(Path.Combine(folder, directory, name), "");
            }
        }

        var settings = new KnexMigrationSettings { SortDirsSeparately = sortDirsSeparately };
        settings = extensions is null ? settings : settings with { LoadExtensions = extensions };
        var absolute = directories.Select(directory => PhysicalFileSystem.GetFullPath(Path.Combine(folder, directory))).ToArray();
        var ours = new FolderReader(new PhysicalFileSystem()).Read(absolute, MigrationTool.Knex, ToolEvidence.Declared, settings).Files;

        Assert.That(ours.Select(file => file.Path), Is.EqualTo(AskKnex(absolute, sortDirsSeparately, extensions)));
    }

    [Test]
    public void Knex_lists_a_directory_that_is_called_like_a_migration_and_we_do_not()
    {
        Directory.CreateDirectory(Path.Combine(folder, "001_a.js"));
        var absolute = PhysicalFileSystem.GetFullPath(folder);

        Assert.That(AskKnex([absolute], sortDirsSeparately: false, extensions: null), Is.EqualTo([absolute + "/001_a.js"]));
        Assert.That(new FolderReader(new PhysicalFileSystem()).Read([absolute], MigrationTool.Knex, ToolEvidence.Declared, settings: null).Files, Is.Empty);
    }

    private static List<string> AskKnex(string[] directories, bool sortDirsSeparately, string[]? extensions)
    {
        const string Script = """
            const { FsMigrations } = require('knex/lib/migrations/migrate/sources/fs-migrations.js');
            const [directories, separately, extensions] = JSON.parse(process.argv[1]);
            new FsMigrations(directories, separately, extensions ?? undefined).getMigrations()
              .then((found) => console.log(JSON.stringify(found.map((one) => one.directory + '/' + one.file))));
            """;
        var packages = NpmPackages.Install("knex", "knex@3.3.0");
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", Script, "--", JsonSerializer.Serialize(new object?[] { directories, sortDirsSeparately, extensions })])
        {
            WorkingDirectory = packages,
            RedirectStandardOutput = true,
        })!;
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return JsonSerializer.Deserialize<List<string>>(output)!;
    }
}
