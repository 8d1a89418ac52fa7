using MigrationLint.Analyzers;
using MigrationLint.Files;

namespace MigrationLint.Tests.Analyzers;

public sealed class AdditionalFileSystemTests
{
    [Test]
    public void Only_what_the_host_gave_exists()
    {
        var files = Create("/p/migrations/b.js", "/p/migrations/a.js", "/p/knexfile.js");
        Assert.Multiple(() =>
        {
            Assert.That(files.GetKind("/p/knexfile.js"), Is.EqualTo(FileEntryKind.File));
            Assert.That(files.GetKind("/p/migrations"), Is.EqualTo(FileEntryKind.Directory));
            Assert.That(files.GetKind("/q"), Is.Null);
            Assert.That(files.List("/p")!.Select(entry => (entry.Name, entry.Kind)), Is.EqualTo(new[] { ("knexfile.js", FileEntryKind.File), ("migrations", FileEntryKind.Directory) }));
            Assert.That(files.List("/p/migrations")!.Select(entry => entry.Name), Is.EqualTo(new[] { "a.js", "b.js" }));
            Assert.That(files.List("/")!.Select(entry => entry.Name), Is.EqualTo(new[] { "p" }));
            Assert.That(files.List("/p/knexfile.js"), Is.Null);
            Assert.That(files.Read("/p/migrations").Status, Is.EqualTo(FileReadStatus.NotAFile));
            Assert.That(files.Read("/p/c.js").Status, Is.EqualTo(FileReadStatus.Missing));
            Assert.That(files.Read("/p/knexfile.js").Text!.Content, Is.EqualTo("text of /p/knexfile.js"));
        });
    }

    [Test]
    public void Names_on_Windows_have_no_case()
    {
        var files = Create(@"C:\p\A.js");
        Assert.Multiple(() =>
        {
            Assert.That(files.IsCaseSensitive, Is.False);
            Assert.That(files.GetKind("c:/P/a.JS"), Is.EqualTo(FileEntryKind.File));
            Assert.That(files.GetKind("C:/"), Is.EqualTo(FileEntryKind.Directory));
        });
    }

    [Test]
    public void A_backslash_is_a_character_elsewhere() =>
        Assert.That(Create(@"/p/a\b.js").List("/p")!.Single().Name, Is.EqualTo(@"a\b.js"));

    [Test]
    public void A_relative_path_counts_from_the_root() =>
        Assert.That(Create("migrations/a.js").GetKind("/migrations/a.js"), Is.EqualTo(FileEntryKind.File));

    [Test]
    public void Reading_ends_with_the_wish_for_it()
    {
        using var cancellation = new CancellationTokenSource();
        var host = new AnalyzerHost { Files = new Dictionary<string, string>(StringComparer.Ordinal) { ["/p/a.js"] = "" } };
        var files = new AdditionalFileSystem(host.CreateOptions().AdditionalFiles, cancellation.Token);
        cancellation.Cancel();
        Assert.That(() => files.Read("/p/a.js"), Throws.InstanceOf<OperationCanceledException>());
    }

    private static AdditionalFileSystem Create(params string[] paths)
    {
        var host = new AnalyzerHost { Files = paths.ToDictionary(path => path, path => "text of " + path, StringComparer.Ordinal) };
        return new AdditionalFileSystem(host.CreateOptions().AdditionalFiles, CancellationToken.None);
    }
}
