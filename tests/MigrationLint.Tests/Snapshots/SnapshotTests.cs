using DiffEngine;

namespace MigrationLint.Tests.Snapshots;

[TestFixture]
public sealed class SnapshotTests
{
    private string directory = "";
    private string received = "";
    private string verified = "";
    private bool wasDisabled;

    [SetUp]
    public void MakeDirectory()
    {
        directory = Directory.CreateTempSubdirectory("snapshot-").FullName;
        received = Path.Combine(directory, "T.M.received.txt");
        verified = Path.Combine(directory, "T.M.verified.txt");
        wasDisabled = DiffRunner.Disabled;
        DiffRunner.Disabled = true;
    }

    [TearDown]
    public void RemoveDirectory()
    {
        DiffRunner.Disabled = wasDisabled;
        Directory.Delete(directory, recursive: true);
    }

    [Test]
    public void Files_stand_beside_the_source_under_Verifys_names() => Snapshot.Match("approved\n");

    [Test]
    public void A_name_and_an_extension_enter_the_file_name() => Snapshot.Match("{}", name: "second", extension: "json");

    [Test]
    public void A_missing_verified_file_fails_and_leaves_the_received_one()
    {
        Assert.That(Snapshot.Compare("text", received, verified), Does.Contain("does not exist").And.Contain("text"));
        Assert.That(File.ReadAllText(received), Is.EqualTo("text"));
        Assert.That(File.Exists(verified), Is.False);
    }

    [Test]
    public void A_difference_shows_both_sides_and_what_stands_around_them()
    {
        File.WriteAllText(verified, "1\n2\n3\nold\n5\n6\n7\n");
        Assert.That(
            Snapshot.Compare("1\n2\n3\nnew\nadded\n5\n6\n7\n", received, verified),
            Does.EndWith("@@ line 2 @@\n  2\n  3\n- old\n+ new\n+ added\n  5\n  6"));
        Assert.That(File.Exists(received), Is.True);
    }

    [Test]
    public void Line_ends_and_a_byte_order_mark_of_the_file_do_not_matter()
    {
        File.WriteAllBytes(verified, [0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\r', (byte)'\n', (byte)'b']);
        Assert.That(Snapshot.Compare("a\nb", received, verified), Is.Null);
    }

    [Test]
    public void Blanks_and_a_missing_last_line_end_do_matter()
    {
        File.WriteAllText(verified, "a\n");
        Assert.That(Snapshot.Compare("a", received, verified), Is.Not.Null);
        Assert.That(Snapshot.Compare("a \n", received, verified), Is.Not.Null);
    }

    [Test]
    public void Agreement_removes_what_an_earlier_run_received()
    {
        File.WriteAllText(verified, "a");
        File.WriteAllText(received, "b");
        Assert.That(Snapshot.Compare("a", received, verified), Is.Null);
        Assert.That(File.Exists(received), Is.False);
    }
}
