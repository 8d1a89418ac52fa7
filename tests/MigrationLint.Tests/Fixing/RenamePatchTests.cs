using MigrationLint.Files;
using MigrationLint.Fixing;
using MigrationLint.Tests.History;
using NUnit.Framework;

namespace MigrationLint.Tests.Fixing;

public sealed class RenamePatchTests
{
    [Test]
    public void A_rename_is_four_lines()
    {
        var patch = RenamePatch.Render([new Rename("/repo/m/a b.js", "/repo/m/c d.js")], "/repo", isCaseSensitive: true);

        Assert.That(patch, Is.EqualTo("diff --git a/m/a b.js b/m/c d.js\nsimilarity index 100%\nrename from m/a b.js\nrename to m/c d.js\n"));
    }

    [Test]
    public void Unusual_names_are_quoted_as_git_quotes_them()
    {
        var patch = RenamePatch.Render([new Rename("/repo/ä\"\\\t.js", "/repo/b.js")], "/repo", isCaseSensitive: true);

        Assert.That(patch, Does.Contain("rename from \"\\303\\244\\\"\\\\\\011.js\"\nrename to b.js\n"));
    }

    [Test]
    public void Git_applies_renames_also_into_names_that_become_free()
    {
        using var repository = new GitRepository();
        repository.Commit([.. new[] { "m/a b.js", "m/ä\"\\.js", "m/1.js", "m/2.js" }.Select(path => (path, (string?)path))]);
        var root = PhysicalFileSystem.GetFullPath(repository.Root);
        Rename[] renames =
        [
            new(root + "/m/2.js", root + "/m/3.js"),
            new(root + "/m/1.js", root + "/m/2.js"),
            new(root + "/m/a b.js", root + "/m/c  d.js"),
            new(root + "/m/ä\"\\.js", root + "/m/ö.js"),
        ];

        repository.Apply(RenamePatch.Render(renames, root, isCaseSensitive: true));

        Assert.That(repository.Files, Is.EqualTo(new[] { "m/2.js", "m/3.js", "m/c  d.js", "m/ö.js" }));
        Assert.That(File.ReadAllText(Path.Combine(repository.Root, "m/2.js")), Is.EqualTo("m/1.js"));
    }

    [Test]
    public void Git_takes_the_paths_from_the_root_when_it_is_started_below()
    {
        using var repository = new GitRepository();
        repository.Commit(("api/m/1.js", "1"));
        var root = PhysicalFileSystem.GetFullPath(repository.Root);

        repository.Apply(RenamePatch.Render([new Rename(root + "/api/m/1.js", root + "/api/m/2.js")], root, isCaseSensitive: true), below: "api");

        Assert.That(repository.Files, Is.EqualTo(new[] { "api/m/2.js" }));
    }
}
