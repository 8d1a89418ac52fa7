using MigrationLint.Files;

namespace MigrationLint.Tests.Files;

[TestFixture]
public sealed class CachedFileSystemTests
{
    [Test]
    public void Every_question_reaches_the_disk_once_and_keeps_its_answer()
    {
        var disk = new InMemoryFileSystem { ["/p/a.js"] = "a" };
        var files = new CachedFileSystem(disk);
        for (var i = 0; i < 2; i++)
        {
            Assert.Multiple(() =>
            {
                Assert.That(files.Read("/p/a.js").Text!.Content, Is.EqualTo("a"));
                Assert.That(files.Read("/p/missing.js").Status, Is.EqualTo(FileReadStatus.Missing));
                Assert.That(files.List("/p"), Is.EqualTo([new FileEntry("a.js", FileEntryKind.File)]));
                Assert.That(files.List("/q"), Is.Null);
                Assert.That(files.GetKind("/p/a.js"), Is.EqualTo(FileEntryKind.File));
                Assert.That(files.GetKind("/q"), Is.Null);
            });
        }

        Assert.That(disk.Reads, Is.EqualTo(["/p/a.js", "/p/missing.js"]));
        Assert.That(disk.Listings, Is.EqualTo(["/p", "/q"]));
    }

    [Test]
    public void A_run_sees_one_state_of_the_disk()
    {
        var disk = new InMemoryFileSystem { ["/p/a.js"] = "a" };
        var files = new CachedFileSystem(disk);
        files.Read("/p/a.js");
        files.GetKind("/p/b.js");
        disk["/p/a.js"] = "b";
        disk["/p/b.js"] = "b";

        Assert.That(files.Read("/p/a.js").Text!.Content, Is.EqualTo("a"));
        Assert.That(files.GetKind("/p/b.js"), Is.Null);
    }
}
