using MigrationLint.Files;
using MigrationLint.Hosts;
using MigrationLint.Tests.History;
using NUnit.Framework;

namespace MigrationLint.Tests.Cases;

/// <summary>The audit of a bot platform's Knex folder comes out by itself: every finding, and no other.</summary>
public sealed class KnexPlatformTests
{
    private const string Case = "knex-platform";

    private static readonly Dictionary<string, string> NewNames = new(StringComparer.Ordinal)
    {
        ["20250111000001_bot_language.js"] = "025_add_bot_language.js",
        ["20250111000002_user_locale.js"] = "20241203_add_user_locale.js",
        ["20250111000003_create_knowledge_bases.js"] = "20250202000062_create_knowledge_bases.js",
    };

    [Test]
    public void The_findings_are_those_of_the_table()
    {
        using var repository = new GitRepository();
        var now = Read("server");
        var before = Read("before/server").ToDictionary(file => "server/" + file.Path["before/server/".Length..], file => file.Content, StringComparer.Ordinal);
        repository.Commit([.. now.Where(file => !NewNames.ContainsValue(Path.GetFileName(file.Path))).Select(file => (file.Path, (string?)file.Content)), .. before.Select(file => (file.Key, (string?)file.Value))]);
        repository.Commit([.. now.Select(file => (file.Path, (string?)file.Content)), .. before.Select(file => (file.Key, (string?)null))]);

        var result = new Linter(new PhysicalFileSystem(), new LintOptions { Today = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc) }, new GitReader())
            .Run(new LintRequest { Paths = [PhysicalFileSystem.GetFullPath(repository.Root)] });

        Assert.That(result.Diagnostics.Select(CaseTable.Row), Is.EquivalentTo(CaseTable.Expected(Case)), () => CaseTable.Describe(result));
    }

    private static List<(string Path, string Content)> Read(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(CaseTable.FolderOf(Case), folder), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(CaseTable.FolderOf(Case), file).Replace('\\', '/'), File.ReadAllText(file))),
    ];
}
