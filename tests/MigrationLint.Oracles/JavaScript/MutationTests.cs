using System.Text.RegularExpressions;
using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;

namespace MigrationLint.Oracles.JavaScript;

/// <summary>One wrong token in a real file costs at most the statement that holds it.</summary>
public sealed class MutationTests
{
    private const int Mutations = 20_000;
    private const int LongestFile = 20_000;
    private static readonly string[] Junk = ["(", ")", "{", "}", "[", "]", ",", ";", "'", "`", "/", "@", "\u00A4", "=>", "const", "class"];

    [Test]
    public void One_wrong_token_leaves_the_other_statements()
    {
        var random = new Random(262);
        var files = SourcePackages.Files.Select(path => (Path: path, Content: File.ReadAllText(path))).Where(file => file.Content.Length is > 200 and < LongestFile).ToArray();
        var (kept, others, noticed) = (0, 0, 0);
        var worst = new List<string>();
        for (var i = 0; i < Mutations; i++)
        {
            var (path, content) = files[random.Next(files.Length)];
            var dialect = SourcePackages.Dialect(path);
            var original = JavaScriptParser.Parse(content, dialect);
            var (mutant, start, end, shift) = Mutate(content, random);
            var result = JavaScriptParser.Parse(mutant, dialect);
            if (original.Errors.Count > 0 || result.Errors.Count == 0)
            {
                continue;
            }

            noticed++;
            var found = result.Program.Body.Select(Key).ToHashSet();
            var expected = original.Program.Body.Where(statement => statement.End < start || statement.Start > end).Select(statement => Shifted(statement, end, shift)).ToList();
            var lost = expected.Count(key => !found.Contains(key));
            others += expected.Count;
            kept += expected.Count - lost;
            if (lost > 3 && worst.Count < 40)
            {
                worst.Add($"{Path.GetFileName(path)}@{start}..{end}: '{content[start..end]}' became '{mutant[start..(end + shift)]}', {lost} of {expected.Count} lost");
            }
        }

        TestContext.Out.WriteLine($"{noticed} of {Mutations} mutants noticed, {kept} of {others} other statements kept");
        worst.ForEach(TestContext.Out.WriteLine);
        Assert.That(noticed, Is.GreaterThan(Mutations / 2));
        Assert.That((double)kept / others, Is.GreaterThanOrEqualTo(0.99));
    }

    [Test]
    public void Any_stretch_of_any_file_gives_nodes_and_errors_inside_of_it()
    {
        var random = new Random(1995);
        var texts = SourcePackages.Files.Select(File.ReadAllText).Where(text => text.Length is > 0 and < LongestFile).ToArray();
        for (var i = 0; i < Mutations / 4; i++)
        {
            var text = Stretch(texts[random.Next(texts.Length)], random) + Stretch(texts[random.Next(texts.Length)], random);
            foreach (var dialect in new[] { JavaScriptDialect.JavaScript, JavaScriptDialect.TypeScript })
            {
                var result = JavaScriptParser.Parse(text, dialect);

                Assert.That(Nodes(result.Program).All(node => 0 <= node.Start && node.Start <= node.End && node.End <= text.Length), Is.True, text);
                Assert.That(result.Errors.All(error => error.Span.End <= text.Length), Is.True, text);
                Assert.That(result.Errors.Select(error => error.Span.Start), Is.Ordered, text);
            }
        }
    }

    private static string Stretch(string text, Random random)
    {
        var start = random.Next(text.Length);
        return text.Substring(start, random.Next(Math.Min(2000, text.Length - start)));
    }

    private static IEnumerable<Node> Nodes(Node root)
    {
        var open = new Stack<Node>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children)
            {
                open.Push(child);
            }
        }
    }

    private static readonly Regex TokenPattern = new(
        """/\*[\s\S]*?\*/|//.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`|[\w$]+|=>|[^\s\w$]""",
        RegexOptions.NonBacktracking);

    private static (string Mutant, int Start, int End, int Shift) Mutate(string content, Random random)
    {
        Match match;
        do
        {
            match = TokenPattern.Match(content, random.Next(content.Length));
        }
        while (!match.Success);

        var token = match.Value;
        var replacement = random.Next(4) switch
        {
            0 => "",
            1 => token + " " + token,
            2 => Junk[random.Next(Junk.Length)],
            _ => token + Junk[random.Next(Junk.Length)],
        };
        var (start, end) = (match.Index, match.Index + match.Length);
        return (content[..start] + replacement + content[end..], start, end, replacement.Length - match.Length);
    }

    private static (string Type, int Start, int End) Key(Statement statement) => (statement.Type, statement.Start, statement.End);

    private static (string Type, int Start, int End) Shifted(Statement statement, int mutationEnd, int shift) =>
        statement.Start >= mutationEnd ? (statement.Type, statement.Start + shift, statement.End + shift) : Key(statement);
}
