using MigrationLint.Files;

namespace MigrationLint.Tests.Files;

[TestFixture]
public sealed class PathTextTests
{
    [TestCase("/a/./b/../c/", "/a/c")]
    [TestCase("/../a", "/a")]
    [TestCase("/", "/")]
    [TestCase("/a\\b", "/a\\b")]
    public void Paths_of_unix_are_normalised(string path, string expected) => Assert.That(PathText.Normalize(path, backslashSeparates: false), Is.EqualTo(expected));

    [TestCase(@"C:\a\..\b\", "C:/b")]
    [TestCase(@"C:\", "C:/")]
    [TestCase(@"c:/a\b", "c:/a/b")]
    [TestCase(@"\\server\share\a", "//server/share/a")]
    [TestCase(@"\\server\share", "//server/share/")]
    [TestCase(@"\\?\C:\a", "C:/a")]
    [TestCase(@"\\?\UNC\server\share\a\..\..\b", "//server/share/b")]
    [TestCase(@"\\.\C:\a", "C:/a")]
    public void Paths_of_windows_are_normalised(string path, string expected) => Assert.That(PathText.Normalize(path, backslashSeparates: true), Is.EqualTo(expected));

    [TestCase("C:/a/b", @"C:\a\b")]
    [TestCase("C:/", @"C:\")]
    [TestCase("//server/share/a", @"\\server\share\a")]
    public void Windows_gets_backslashes(string path, string expected) => Assert.That(PathText.ToWindows(path), Is.EqualTo(expected));

    [Test]
    public void Long_paths_get_the_prefix_that_lifts_the_limit()
    {
        var name = new string('a', 300);

        Assert.Multiple(() =>
        {
            Assert.That(PathText.ToWindows("C:/" + name), Is.EqualTo(@"\\?\C:\" + name));
            Assert.That(PathText.ToWindows("//server/share/" + name), Is.EqualTo(@"\\?\UNC\server\share\" + name));
            Assert.That(PathText.Normalize(PathText.ToWindows("C:/" + name), backslashSeparates: true), Is.EqualTo("C:/" + name));
        });
    }

    [TestCase("/a", "b/../c", "/a/c")]
    [TestCase("/a", "../../b", "/b")]
    [TestCase("/a", "/b", "/b")]
    [TestCase("/a", "C:/b", "C:/b")]
    [TestCase("C:/a", "./b", "C:/a/b")]
    public void A_relative_path_is_resolved(string directory, string relative, string expected) => Assert.That(PathText.Combine(directory, relative), Is.EqualTo(expected));

    [TestCase("/a/b", "/a")]
    [TestCase("/a", "/")]
    [TestCase("/", null)]
    [TestCase("C:/a", "C:/")]
    [TestCase("C:/", null)]
    [TestCase("//server/share/a/b", "//server/share/a")]
    [TestCase("//server/share/a", "//server/share/")]
    [TestCase("//server/share/", null)]
    public void The_directory_above_ends_at_the_root(string path, string? expected) => Assert.That(PathText.GetDirectory(path), Is.EqualTo(expected));

    [TestCase("/a/b.d.ts", ".ts", "b.d")]
    [TestCase("/a.b/c", "", "c")]
    [TestCase("/a/.env", "", ".env")]
    [TestCase("/a/b.", ".", "b")]
    public void Extensions_are_those_of_node(string path, string extension, string rest)
    {
        Assert.That(PathText.GetExtension(path), Is.EqualTo(extension));
        Assert.That(PathText.GetFileNameWithoutExtension(path), Is.EqualTo(rest));
    }

    [TestCase("/a/b", "/a", true, true)]
    [TestCase("/a", "/a", true, true)]
    [TestCase("/ab", "/a", true, false)]
    [TestCase("/a", "/", true, true)]
    [TestCase("C:/A/b", "c:/a", false, true)]
    [TestCase("/A/b", "/a", true, false)]
    public void Below_means_inside_or_the_same(string path, string directory, bool caseSensitive, bool expected) =>
        Assert.That(PathText.IsBelow(path, directory, caseSensitive), Is.EqualTo(expected));

    [TestCase("/a/b", "/a/b/c", "c")]
    [TestCase("/a/b", "/a/c", "../c")]
    [TestCase("/a", "/a", ".")]
    [TestCase("/a/b", "/a", "..")]
    [TestCase("/", "/a", "a")]
    [TestCase("C:/a", "D:/a", "D:/a")]
    [TestCase("//server/share/a", "//server/share/b", "../b")]
    public void A_path_is_told_from_a_directory(string directory, string path, string expected) =>
        Assert.That(PathText.GetRelative(directory, path, caseSensitive: true), Is.EqualTo(expected));

    [Test]
    public void Case_does_not_matter_where_the_system_folds_it() =>
        Assert.That(PathText.GetRelative("C:/Code/A", "c:/code/a/B.js", caseSensitive: false), Is.EqualTo("B.js"));
}
