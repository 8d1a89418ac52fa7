using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;

namespace MigrationLint.Oracles.JavaScript;

/// <summary>The accept and reject table of https://github.com/tc39/test262-parser-tests.</summary>
public sealed class Test262ParserTests
{
    private static readonly string Folder = Path.Combine(
        NpmPackages.Install("test262", "test262-parser-tests@0.0.5"), "node_modules", "test262-parser-tests");

    [TestCase("pass")]
    [TestCase("pass-explicit")]
    public void All_valid_programs_are_accepted(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(Folder, folder));
        var rejected = files.Where(file => Parse(file).Errors.Count > 0).Select(file => $"{Path.GetFileName(file)}: {Parse(file).Errors[0]}");

        Assert.That(files, Has.Length.GreaterThan(1900));
        Assert.That(rejected, Is.Empty);
    }

    [Test]
    public void Most_invalid_programs_are_rejected()
    {
        var files = Directory.GetFiles(Path.Combine(Folder, "fail"));
        var rejected = files.Count(file => Parse(file).Errors.Count > 0);

        Assert.That(rejected, Is.GreaterThanOrEqualTo(files.Length * 95 / 100));
    }

    [Test]
    public void Semicolons_and_parentheses_that_go_without_saying_change_no_tree()
    {
        var different = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, "pass")))
        {
            var explicitFile = Path.Combine(Folder, "pass-explicit", Path.GetFileName(file));
            if (Shape(Parse(file).Program) != Shape(Parse(explicitFile).Program))
            {
                different.Add(Path.GetFileName(file));
            }
        }

        Assert.That(different, Is.Empty);
    }

    private static ParseResult Parse(string file) => JavaScriptParser.Parse(File.ReadAllText(file), JavaScriptDialect.JavaScript);

    private static string Shape(Node node) => $"{node.Type}({string.Join(' ', node.Children.Select(Shape))})";
}
