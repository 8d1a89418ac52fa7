using MigrationLint.Fixing;
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
}
