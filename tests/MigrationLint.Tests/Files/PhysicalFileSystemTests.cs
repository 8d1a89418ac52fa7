using System.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Tests.Files;

[TestFixture]
public sealed class PhysicalFileSystemTests
{
    private readonly PhysicalFileSystem files = new();
    private string native = "";
    private string root = "";

    [SetUp]
    public void CreateFolder()
    {
        native = Directory.CreateTempSubdirectory("migrationlint-files-").FullName;
        root = PhysicalFileSystem.GetFullPath(native);
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(native, recursive: true);

    [Test]
    public void A_file_is_read_with_its_line_ends()
    {
        Write("a.js", "a\r\nb\n");

        var content = files.Read(root + "/a.js");
        Assert.That((content.Status, content.Text!.Path, content.Text.Content), Is.EqualTo((FileReadStatus.Ok, root + "/a.js", "a\r\nb\n")));
    }

    [Test]
    public void What_is_no_readable_file_is_told_without_an_exception()
    {
        Directory.CreateDirectory(Path.Combine(native, "x.js"));
        Write("a.js", "");

        Assert.Multiple(() =>
        {
            Assert.That(files.Read(root + "/missing.js").Status, Is.EqualTo(FileReadStatus.Missing));
            Assert.That(files.Read(root + "/missing/a.js").Status, Is.EqualTo(FileReadStatus.Missing));
            Assert.That(files.Read(root + "/a.js/b.js").Status, Is.EqualTo(FileReadStatus.Missing));
            Assert.That(files.Read(root + "/x.js").Status, Is.EqualTo(FileReadStatus.NotAFile));
            Assert.That(files.Read(root + "/a\0b").Status, Is.EqualTo(FileReadStatus.Missing));
            Assert.That(files.Read("").Status, Is.EqualTo(FileReadStatus.Missing));
            Assert.That(files.Read(root + "/" + new string('n', 5000)).Status, Is.EqualTo(FileReadStatus.Missing));
            Assert.That(files.Read(root + "/a.js").Text!.Content, Is.Empty);
            Assert.That(files.GetKind(root + "/x.js"), Is.EqualTo(FileEntryKind.Directory));
            Assert.That(files.GetKind(root + "/missing"), Is.Null);
            Assert.That(files.List(root + "/missing"), Is.Null);
            Assert.That(files.List(root + "/a.js"), Is.Null);
        });
    }

    [Test]
    public void A_file_above_the_limit_is_not_read()
    {
        using (var stream = File.Create(Path.Combine(native, "big.sql")))
        {
            stream.SetLength(FileContent.MaximumBytes + 1L);
        }

        Assert.That(files.Read(root + "/big.sql").Status, Is.EqualTo(FileReadStatus.TooLarge));
    }

    [Test]
    public void Entries_come_in_ordinal_order_with_their_kinds()
    {
        Write("b.js", "b");
        Write("B.sql", "b");
        Write("_a.js", "a");
        Directory.CreateDirectory(Path.Combine(native, "x.js"));

        Assert.That(files.List(root), Is.EqualTo(
        [
            new FileEntry("B.sql", FileEntryKind.File),
            new FileEntry("_a.js", FileEntryKind.File),
            new FileEntry("b.js", FileEntryKind.File),
            new FileEntry("x.js", FileEntryKind.Directory),
        ]));
    }

    [Test]
    public void Links_are_followed_and_broken_ones_told()
    {
        OnlyWhereLinksNeedNoPrivilege();
        Write("a.js", "a");
        Directory.CreateDirectory(Path.Combine(native, "d"));
        Link("file.js", "a.js");
        Link("directory", "d");
        Link("broken.js", "nothing.js");
        Link("circle.js", "circle.js");

        Assert.Multiple(() =>
        {
            Assert.That(files.List(root)!.Where(entry => entry.IsLink).Select(entry => (entry.Name, entry.Kind)), Is.EqualTo(
            [
                ("broken.js", FileEntryKind.Other), ("circle.js", FileEntryKind.Other), ("directory", FileEntryKind.Directory), ("file.js", FileEntryKind.File),
            ]));
            Assert.That(files.Read(root + "/file.js").Text!.Content, Is.EqualTo("a"));
            Assert.That(files.Read(root + "/broken.js").Status, Is.EqualTo(FileReadStatus.NotAFile));
            Assert.That(files.Read(root + "/circle.js").Status, Is.EqualTo(FileReadStatus.NotAFile));
        });
    }

    [Test]
    [CancelAfter(30_000)]
    public void Links_to_devices_and_pipes_end()
    {
        OnlyWhereLinksNeedNoPrivilege();
        Link("zero.js", "/dev/zero");
        using (var made = Process.Start("mkfifo", Path.Combine(native, "pipe.js"))!)
        {
            made.WaitForExit();
        }

        Assert.Multiple(() =>
        {
            Assert.That(files.Read(root + "/zero.js").Status, Is.Not.EqualTo(FileReadStatus.Ok));
            Assert.That(files.Read(root + "/pipe.js").Text?.Content, Is.EqualTo("").Or.Null);
            Assert.That(files.List(root), Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void A_file_is_renamed()
    {
        Write("a.js", "a");

        Assert.That(files.TryMove(root + "/a.js", root + "/b.js"), Is.Null);
        Assert.That(files.List(root)!.Select(entry => entry.Name), Is.EqualTo(["b.js"]));
    }

    [Test]
    public void Only_the_case_of_a_name_can_be_changed()
    {
        Write("a.js", "a");

        Assert.That(files.TryMove(root + "/a.js", root + "/A.js"), Is.Null);
        Assert.That(files.List(root)!.Select(entry => entry.Name), Is.EqualTo(["A.js"]));
    }

    [Test]
    public void Nothing_that_exists_is_overwritten()
    {
        OnlyWhereLinksNeedNoPrivilege();
        Write("a.js", "a");
        Write("b.js", "b");
        Directory.CreateDirectory(Path.Combine(native, "d"));
        Link("broken.js", "nothing.js");

        Assert.Multiple(() =>
        {
            Assert.That(files.TryMove(root + "/a.js", root + "/b.js"), Is.EqualTo("b.js exists"));
            Assert.That(files.TryMove(root + "/a.js", root + "/d"), Is.EqualTo("d exists"));
            Assert.That(files.TryMove(root + "/a.js", root + "/broken.js"), Is.EqualTo("broken.js exists"));
            Assert.That(files.TryMove(root + "/a.js", root + "/a.js"), Is.EqualTo("a.js exists").Or.Null);
            Assert.That(files.TryMove(root + "/a.js", root + "/missing/a.js"), Is.Not.Null);
            Assert.That(files.TryMove(root + "/missing.js", root + "/c.js"), Is.EqualTo("there is no such file"));
            Assert.That(files.TryMove(root + "/d", root + "/e"), Is.EqualTo("there is no such file"));
            Assert.That(files.Read(root + "/a.js").Text!.Content, Is.EqualTo("a"));
            Assert.That(files.Read(root + "/b.js").Text!.Content, Is.EqualTo("b"));
        });
    }

    [Test]
    public void A_relative_path_starts_at_the_base() =>
        Assert.That(PhysicalFileSystem.GetFullPath("x/../y", native), Is.EqualTo(root + "/y"));

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(native, name), text);

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(native, name), target);

    private static void OnlyWhereLinksNeedNoPrivilege() => Assume.That(OperatingSystem.IsWindows(), Is.False);
}
