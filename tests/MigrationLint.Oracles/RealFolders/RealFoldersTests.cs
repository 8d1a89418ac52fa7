using MigrationLint.Files;

namespace MigrationLint.Oracles.RealFolders;

/// <summary>Migrations that shipped and ran: a finding that says they cannot is false.</summary>
public sealed class RealFoldersTests
{
    private static readonly string[] ProvenFalse = ["ML002", "ML016", "ML017", "ML018", "ML990"];

    // The counts were read finding by finding when they were written down; a change of them wants the same reading.
    [TestCase("@backstage/plugin-auth-backend@0.30.1", "migrations", "ML501 1, ML505 1, ML515 1")]
    [TestCase("@backstage/plugin-catalog-backend@4.0.0", "migrations", "ML013 3, ML014 1, ML015 3, ML022 1, ML024 1, ML408 3, ML409 1, ML420 1, ML502 1")]
    [TestCase("@backstage/plugin-scaffolder-backend@4.2.0", "migrations", "ML502 1")]
    [TestCase("@directus/api@23.3.2", "dist/database/migrations", "ML005 2, ML013 2, ML014 2, ML024 8, ML403 14, ML406 5, ML501 2, ML507 1, ML509 4, ML991 4")]
    [TestCase("unleash-server@7.5.1", "dist/migrations", "ML001 2, ML015 16, ML021 1, ML022 2, ML024 13, ML033 2, ML406 4, ML409 1, ML501 43, ML502 4, ML505 2, ML506 8, ML507 22, ML508 12, ML509 12, ML513 36, ML515 16")]
    public void Published_migrations_get_no_false_alarm(string package, string folder, string expected)
    {
        var unpacked = NpmPackages.Unpack("real-folders", package);
        var root = Path.Combine(Directory.GetDirectories(unpacked).Single(), "package", folder);
        var files = new PhysicalFileSystem();
        var options = new LintOptions { Today = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc) };

        var result = new Linter(files, options).Run(new LintRequest { Paths = [PhysicalFileSystem.GetFullPath(root)] });

        var report = string.Join('\n', result.Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Id} {Path.GetFileName(diagnostic.Location.Text.Path)}: {diagnostic.Text.Message}"));
        var counts = string.Join(", ", result.Diagnostics.GroupBy(diagnostic => diagnostic.Rule.Id).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"));
        TestContext.Out.WriteLine(report);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Folders, Is.Not.Empty, "the folder is found");
            Assert.That(result.Diagnostics.Where(diagnostic => ProvenFalse.Contains(diagnostic.Rule.Id)), Is.Empty, report);
            Assert.That(counts, Is.EqualTo(expected), report);
        }
    }
}
