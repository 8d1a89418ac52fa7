using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>The environment variables that a repository's files list for a directory. Only names: values may be secrets.</summary>
/// <param name="Examples">What is assigned in <c>.env.example</c> and its kin, the nearest file first; empty without such a file.</param>
/// <param name="ExampleFile">The nearest such file; null without one.</param>
/// <param name="Mentioned">Every name that stands in such a file, in a compose file or in a CI workflow.</param>
internal sealed record EnvironmentNames(IReadOnlyList<NamedOption> Examples, string? ExampleFile, ISet<string> Mentioned)
{
    /// <summary>Reads the assignments of an example file, those in comments too.</summary>
    public static IEnumerable<NamedOption> Assignments(SourceText text)
    {
        var start = 0;
        foreach (var line in text.Content.Split('\n'))
        {
            var at = Skip(line, Skip(line, 0, " \t") is var first && first < line.Length && line[first] == '#' ? first + 1 : first, " \t");
            at = string.CompareOrdinal(line, at, "export ", 0, 7) == 0 ? Skip(line, at + 7, " \t") : at;
            var end = EndOfName(line, at);
            if (end > at && Skip(line, end, " \t") is var sign && sign < line.Length && line[sign] == '=')
            {
                yield return new NamedOption(line.Substring(at, end - at), new SourceSpan(text, TextSpan.FromBounds(start + at, start + end)));
            }

            start += line.Length + 1;
        }
    }

    /// <summary>Every word of a text that may name a variable.</summary>
    public static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfName(text, at);
            if (end > at)
            {
                yield return text.Substring(at, end - at);
            }

            at = Math.Max(end, at + 1);
        }
    }

    private static int Skip(string text, int at, string characters)
    {
        while (at < text.Length && characters.IndexOf(text[at]) >= 0)
        {
            at++;
        }

        return at;
    }

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && (text[at] == '_' || (text[at] < 128 && char.IsLetterOrDigit(text[at]))))
        {
            at++;
        }

        return at;
    }
}
