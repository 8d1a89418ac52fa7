using MigrationLint.Checking;
using MigrationLint.Reporting;
using NUnit.Framework;

namespace MigrationLint.Tests.Docs;

/// <summary>
/// The pages in docs/rules and the table in README.md are those of the descriptors.
/// <c>UPDATE_DOCS=1 dotnet test tests/MigrationLint.Tests --filter RulePages</c> writes them.
/// </summary>
public sealed class RulePagesTests
{
    private const string Begin = "<!-- rules -->\n";
    private const string End = "<!-- /rules -->";

    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";

    [Test]
    public void Every_page_is_up_to_date()
    {
        var directory = Path.Combine(RepositoryRoot.Path, "docs", "rules");
        var pages = RuleCatalog.All.ToDictionary(rule => rule.Descriptor.Id + ".md", rule => RulePage.ToMarkdown(rule.Descriptor));
        pages.Add("README.md", "# Rules\n\n" + RulePage.ToTable(RuleCatalog.All.Select(rule => rule.Descriptor), ""));
        if (Update)
        {
            Directory.CreateDirectory(directory);
            foreach (var stale in Directory.EnumerateFiles(directory, "*.md").Where(file => !pages.ContainsKey(Path.GetFileName(file))))
            {
                File.Delete(stale);
            }
        }

        foreach (var (name, content) in pages)
        {
            Expect(Path.Combine(directory, name), content);
        }

        Assert.That(Directory.EnumerateFiles(directory).Select(Path.GetFileName), Is.EquivalentTo(pages.Keys));
    }

    [Test]
    public void The_table_of_the_readme_is_up_to_date()
    {
        var path = Path.Combine(RepositoryRoot.Path, "README.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.That(begin, Is.GreaterThanOrEqualTo(Begin.Length).And.LessThanOrEqualTo(end), "README.md has both markers");

        Expect(path, text[..begin] + RulePage.ToTable(RuleCatalog.All.Select(rule => rule.Descriptor), "docs/rules/") + text[end..]);
    }

    [Test]
    public void Text_for_a_terminal_is_wrapped_and_without_marks()
    {
        foreach (var rule in RuleCatalog.All.Select(rule => rule.Descriptor))
        {
            var text = RulePage.ToPlainText(rule, 80);
            var examples = RulePage.Files(rule.Bad).Concat(RulePage.Files(rule.Good)).SelectMany(file => file.Content.Split('\n')).ToHashSet(StringComparer.Ordinal);

            Assert.That(text, Does.Not.Contain("[|").And.Not.Contain("|]"));
            Assert.That(text.Split('\n').Where(line => line.Length > 80 && !examples.Contains(line.Trim()) && !examples.Contains(line.Length > 8 ? line[8..] : line)), Is.Empty);
            Assert.That(text.Replace('\n', ' '), Does.Contain(rule.Title).And.Contain(rule.Slug));
        }
    }

    private static void Expect(string path, string content)
    {
        if (Update)
        {
            File.WriteAllText(path, content);
        }

        Assert.That(
            File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "",
            Is.EqualTo(content),
            $"{Path.GetFileName(path)} is stale: run UPDATE_DOCS=1 dotnet test tests/MigrationLint.Tests --filter RulePages");
    }
}
