using MigrationLint.Files;
using MigrationLint.Fixing;
using NUnit.Framework;

namespace MigrationLint.Tests.Fixing;

public sealed class RenameOverlayTests
{
    [Test]
    public void A_renamed_file_is_found_under_its_last_name_only()
    {
        InMemoryFileSystem files = new() { ["/m/a.js"] = "text", ["/m/z.js"] = "z" };
        var overlay = new RenameOverlay(files);

        Assert.That(overlay.TryMove("/m/a.js", "/m/b.js"), Is.Null);
        Assert.That(overlay.TryMove("/m/b.js", "/m/c.js"), Is.Null);

        Assert.Multiple(() =>
        {
            Assert.That(overlay.GetKind("/m/a.js"), Is.Null);
            Assert.That(overlay.GetKind("/m/b.js"), Is.Null);
            Assert.That(overlay.GetKind("/m/c.js"), Is.EqualTo(FileEntryKind.File));
            Assert.That(overlay.Read("/m/a.js").Status, Is.EqualTo(FileReadStatus.Missing));
            Assert.That(overlay.Read("/m/c.js").Text!.Path, Is.EqualTo("/m/c.js"));
            Assert.That(overlay.Read("/m/c.js").Text!.Content, Is.EqualTo("text"));
            Assert.That(overlay.List("/m")!.Select(entry => entry.Name), Is.EqualTo(new[] { "c.js", "z.js" }));
            Assert.That(overlay.OriginalPath("/m/c.js"), Is.EqualTo("/m/a.js"));
            Assert.That(files, Is.EqualTo(new[] { "/m/a.js", "/m/z.js" }));
        });
    }

    [Test]
    public void A_name_that_became_free_may_be_taken()
    {
        InMemoryFileSystem files = new() { ["/m/a"] = "a", ["/m/b"] = "b" };
        var overlay = new RenameOverlay(files);

        Assert.That(overlay.TryMove("/m/a", "/m/b"), Is.EqualTo("b exists"));
        Assert.That(overlay.TryMove("/m/b", "/m/c"), Is.Null);
        Assert.That(overlay.TryMove("/m/a", "/m/b"), Is.Null);

        Assert.That(overlay.Read("/m/b").Text!.Content, Is.EqualTo("a"));
        Assert.That(overlay.Read("/m/c").Text!.Content, Is.EqualTo("b"));
    }

    [Test]
    public void There_and_back_is_as_before()
    {
        InMemoryFileSystem files = new() { ["/m/a"] = "a" };
        var overlay = new RenameOverlay(files);

        overlay.TryMove("/m/a", "/m/b");
        overlay.TryMove("/m/b", "/m/a");

        Assert.That(overlay.GetKind("/m/a"), Is.EqualTo(FileEntryKind.File));
        Assert.That(overlay.List("/m")!.Select(entry => entry.Name), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Undoing_takes_the_last_steps_back()
    {
        InMemoryFileSystem files = new() { ["/m/a"] = "a", ["/m/b"] = "b" };
        var overlay = new RenameOverlay(files);
        overlay.TryMove("/m/a", "/m/c");
        overlay.TryMove("/m/b", "/m/a");
        overlay.TryMove("/m/c", "/m/d");

        overlay.Undo(2);

        Assert.That(overlay.List("/m")!.Select(entry => entry.Name), Is.EqualTo(new[] { "b", "c" }));
        Assert.That(overlay.Steps, Is.EqualTo(new[] { new Rename("/m/a", "/m/c") }));
    }

    [Test]
    public void What_is_not_there_cannot_be_renamed() =>
        Assert.That(new RenameOverlay(new InMemoryFileSystem()).TryMove("/m/a", "/m/b"), Is.EqualTo("there is no such file"));
}
