using System.Text;
using MigrationLint.Diagnostics;

namespace MigrationLint.Reporting;

/// <summary>What is to be read of one rule: its page in <c>docs/rules</c>, and the same as plain text for a terminal.</summary>
public static class RulePage
{
    private const string OnlyNew = "Where a base or the last applied migration is known, only migrations are reported that databases have not run.";

    /// <summary>What stands in front of a path that the branch has which a chain will be merged into.</summary>
    private const string Merged = "main: ";

    /// <summary>The page in Markdown.</summary>
    public static string ToMarkdown(RuleDescriptor rule)
    {
        var page = new StringBuilder();
        page.Append("<!-- Generated from the rule's descriptor: UPDATE_DOCS=1 dotnet test tests/MigrationLint.Tests --filter RulePages -->\n")
            .Append("# ").Append(rule.Id).Append(": ").Append(rule.Slug).Append("\n\n")
            .Append(rule.Title).Append(".\n\n")
            .Append("| Default severity | Fix |\n|---|---|\n| ").Append(Name(rule.DefaultSeverity)).Append(" | ").Append(FixName(rule)).Append(" |\n");
        if (rule.Scope == RuleScope.NewFiles)
        {
            page.Append('\n').Append(OnlyNew).Append('\n');
        }

        page.Append("\n## What it reports\n");
        foreach (var text in Texts(rule))
        {
            page.Append("\n**").Append(Escape(text.Message)).Append("**\n\n").Append(Escape(text.Why)).Append(' ').Append(Escape(text.Remedy)).Append('\n');
        }

        page.Append("\n## Reported\n");
        AppendFiles(page, rule.Bad);
        page.Append("\n## Not reported\n");
        AppendFiles(page, rule.Good);
        page.Append("\n## When to silence it\n\n").Append(rule.Suppress ?? "Never: mend what it reports.").Append('\n');
        if (rule.SuppressExample is { } example)
        {
            page.Append("\n```ini\n").Append(example).Append("\n```\n");
        }
        else if (rule.Suppress is not null)
        {
            page.Append("\n```js\n// migrationlint disable-file ").Append(rule.Id).Append(": reason\n```\n");
        }

        if (rule.Options.Count > 0)
        {
            page.Append("\n## Settings\n\n| `.editorconfig` | default | meaning |\n|---|---|---|\n");
            foreach (var option in rule.Options)
            {
                page.Append("| `").Append(rule.Id).Append('.').Append(option.Name).Append("` | ").Append(option.Default).Append(" | ").Append(option.Meaning).Append(" |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The same for a terminal, without marks, wrapped at <paramref name="width"/> columns.</summary>
    public static string ToPlainText(RuleDescriptor rule, int width = 100)
    {
        var page = new StringBuilder();
        page.Append(rule.Id).Append(' ').Append(rule.Slug).Append(" (").Append(Name(rule.DefaultSeverity)).Append(")\n");
        AppendWrapped(page, rule.Title + ".", "", width);
        foreach (var text in Texts(rule))
        {
            page.Append('\n');
            AppendWrapped(page, text.Message, "", width);
            AppendWrapped(page, text.Why + " " + text.Remedy, "    ", width);
        }

        if (rule.Scope == RuleScope.NewFiles)
        {
            page.Append('\n');
            AppendWrapped(page, OnlyNew, "", width);
        }

        AppendExample(page, "Reported", rule.Bad);
        AppendExample(page, "Not reported", rule.Good);
        page.Append("\nWhen to silence it\n");
        AppendWrapped(page, rule.Suppress ?? "Never: mend what it reports.", "    ", width);
        page.Append("\nFix\n    ").Append(FixName(rule)).Append('\n');
        foreach (var option in rule.Options)
        {
            AppendWrapped(page, $"{rule.Id}.{option.Name} = {option.Default}: {option.Meaning}", "", width);
        }

        return page.ToString();
    }

    /// <summary>The rows of a Markdown table of rules.</summary>
    /// <param name="rules">The rules, in order.</param>
    /// <param name="pages">Where the pages lie, seen from the document, with a slash at its end; empty for the same directory.</param>
    public static string ToTable(IEnumerable<RuleDescriptor> rules, string pages)
    {
        var table = new StringBuilder("| Code | Name | Reports | Severity | Fix |\n|---|---|---|---|---|\n");
        foreach (var rule in rules)
        {
            table.Append("| [").Append(rule.Id).Append("](").Append(pages).Append(rule.Id).Append(".md) | ").Append(rule.Slug).Append(" | ")
                .Append(Escape(rule.Title)).Append(" | ").Append(Name(rule.DefaultSeverity)).Append(" | ")
                .Append(rule.Fix is { } fix ? Name(fix) : "").Append(" |\n");
        }

        return table.ToString();
    }

    /// <summary>The files of an example, marks taken out.</summary>
    /// <param name="example"><see cref="RuleDescriptor.Bad"/> or <see cref="RuleDescriptor.Good"/>.</param>
    public static IEnumerable<(string Path, string Content)> Files(string example)
    {
        const string header = "=== ";
        string? path = null;
        var content = new StringBuilder();
        foreach (var line in example.Replace("\r\n", "\n").Split('\n'))
        {
            if (!line.StartsWith(header, StringComparison.Ordinal))
            {
                content.Append(line).Append('\n');
                continue;
            }

            if (path is not null)
            {
                yield return (path, Unmarked(content));
            }

            path = line.Substring(header.Length).Replace("[||]", "").Trim();
            content.Clear();
        }

        if (path is not null)
        {
            yield return (path, Unmarked(content));
        }
    }

    private static string NameOf(string path) => path.StartsWith(Merged, StringComparison.Ordinal) ? path.Substring(Merged.Length) : path;

    private static string PlaceOf(string path) => path.StartsWith(Merged, StringComparison.Ordinal) ? " on main" : "";

    private static string Unmarked(StringBuilder content) => content.ToString().Replace("[|", "").Replace("|]", "");

    private static IEnumerable<RuleText> Texts(RuleDescriptor rule) => [rule.Text, .. rule.Variants];

    private static void AppendFiles(StringBuilder page, string example)
    {
        foreach (var (path, content) in Files(example))
        {
            var language = path.EndsWith(".sql", StringComparison.Ordinal) ? "sql" : path.EndsWith(".ts", StringComparison.Ordinal) ? "ts" : "js";
            page.Append("\n`").Append(NameOf(path)).Append('`').Append(PlaceOf(path)).Append("\n\n```").Append(language).Append('\n').Append(content.TrimEnd('\n')).Append("\n```\n");
        }
    }

    private static void AppendExample(StringBuilder page, string title, string example)
    {
        page.Append('\n').Append(title).Append('\n');
        foreach (var (path, content) in Files(example))
        {
            page.Append("    ").Append(NameOf(path)).Append(PlaceOf(path)).Append('\n');
            foreach (var line in content.TrimEnd('\n').Split('\n'))
            {
                page.Append(line.Length > 0 ? "        " : "").Append(line).Append('\n');
            }
        }
    }

    private static void AppendWrapped(StringBuilder page, string text, string indent, int width)
    {
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                page.Append('\n');
                column = 0;
            }

            page.Append(column == 0 ? indent : " ").Append(word);
            column += (column == 0 ? indent.Length : 1) + word.Length;
        }

        page.Append('\n');
    }

    private static string Name(Severity severity) => severity == Severity.None ? "off" : severity.ToString().ToLowerInvariant();

    private static string Name(Applicability applicability) => applicability.ToString().ToLowerInvariant();

    private static string FixName(RuleDescriptor rule) => rule.Fix switch
    {
        Applicability.Safe => "safe: migrationlint fix applies it",
        Applicability.Suggested => "suggested: migrationlint fix --suggested applies it",
        Applicability.Manual => "shown, not applied",
        _ => "none",
    };

    private static string Escape(string text) => text.Replace("|", "\\|").Replace("<", "&lt;").Replace("_", "\\_").Replace("*", "\\*");
}
