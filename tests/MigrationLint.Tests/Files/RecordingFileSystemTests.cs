using MigrationLint.Files;
using FileAccess = MigrationLint.Files.FileAccess;

namespace MigrationLint.Tests.Files;

[TestFixture]
public sealed class RecordingFileSystemTests
{
    [Test]
    public void Every_question_is_kept_once_with_its_answer()
    {
        var disk = new InMemoryFileSystem { ["/p/a.js"] = "a" };
        var files = new RecordingFileSystem(disk);
        for (var i = 0; i < 2; i++)
        {
            files.Read("/p/a.js");
            files.Read("/p/missing.js");
            files.List("/p");
            files.List("/q");
            files.GetKind("/p/a.js");
            files.GetKind("/q");
        }

        Assert.Multiple(() =>
        {
            Assert.That(Find("/p/a.js", FileAccessKind.Read).Content!.Text!.Content, Is.EqualTo("a"));
            Assert.That(Find("/p/missing.js", FileAccessKind.Read).Content!.Status, Is.EqualTo(FileReadStatus.Missing));
            Assert.That(Find("/p", FileAccessKind.List).Entries, Is.EqualTo([new FileEntry("a.js", FileEntryKind.File)]));
            Assert.That(Find("/q", FileAccessKind.List).Entries, Is.Null);
            Assert.That(Find("/p/a.js", FileAccessKind.Kind).EntryKind, Is.EqualTo(FileEntryKind.File));
            Assert.That(Find("/q", FileAccessKind.Kind).EntryKind, Is.Null);
            Assert.That(disk.Reads, Is.EqualTo(["/p/a.js", "/p/missing.js"]));
            Assert.That(disk.Listings, Is.EqualTo(["/p", "/q"]));
        });

        FileAccess Find(string path, FileAccessKind kind) => files.Accesses.Single(access => access.Path == path && access.Kind == kind);
    }

    [Test]
    public void A_run_sees_one_state_of_the_disk()
    {
        var disk = new InMemoryFileSystem { ["/p/a.js"] = "a" };
        var files = new RecordingFileSystem(disk);
        files.Read("/p/a.js");
        disk["/p/a.js"] = "b";

        Assert.That(files.Read("/p/a.js").Text!.Content, Is.EqualTo("a"));
    }
}
