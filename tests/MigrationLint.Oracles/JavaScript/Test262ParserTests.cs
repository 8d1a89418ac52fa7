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
        // The explicit form of these two has lost the parentheses around an argument.
        string[] wrong = ["87a9b0d1d80812cc.js", "589dc8ad3b9aa28f.js"];
        var different = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, "pass")).Where(file => !wrong.Contains(Path.GetFileName(file))))
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

    // The explicit form writes (a, b), c for a, b, c, and may quote a key or not; empty statements come and go.
    private static string Shape(Node node) => node switch
    {
        Identifier or Literal => "x",
        SequenceExpression sequence => $"SequenceExpression({string.Join(' ', Flatten(sequence).Select(Shape))})",
        _ => $"{node.Type}({string.Join(' ', node.Children.Where(child => child is not EmptyStatement).Select(Shape))})",
    };

    private static IEnumerable<Node> Flatten(SequenceExpression sequence) => sequence.Expressions[0] is SequenceExpression first
        ? Flatten(first).Concat(sequence.Expressions.Skip(1))
        : sequence.Expressions;
}
