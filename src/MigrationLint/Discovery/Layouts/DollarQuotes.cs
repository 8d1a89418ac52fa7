using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>Finds the dollar-quoted strings of a script, for tools that cut scripts without regard to them.</summary>
internal static class DollarQuotes
{
    /// <summary>The strings with their delimiters, in source order; one that is never closed is left out.</summary>
    public static IEnumerable<TextSpan> Of(string content)
    {
        // Most scripts have none, and to find that out takes one search.
        if (content.IndexOf('$') < 0)
        {
            yield break;
        }

        for (var at = 0; at < content.Length;)
        {
            if (content[at] == '$' && Delimiter(content, at) is { } delimiter)
            {
                var end = content.IndexOf(delimiter, at + delimiter.Length, StringComparison.Ordinal);
                if (end < 0)
                {
                    yield break;
                }

                yield return TextSpan.FromBounds(at, end + delimiter.Length);
                at = end + delimiter.Length;
            }
            else
            {
                at = Behind(content, at);
            }
        }
    }

    /// <summary>Behind the quoted name, string or comment that begins there, or else behind the character.</summary>
    private static int Behind(string content, int at)
    {
        var next = at + 1 < content.Length ? content[at + 1] : '\0';
        var end = (content[at], next) switch
        {
            ('\'' or '"', _) => content.IndexOf(content[at], at + 1),
            ('-', '-') => content.IndexOf('\n', at),
            ('/', '*') => content.IndexOf("*/", at + 2, StringComparison.Ordinal),
            _ => at,
        };
        return end < 0 ? content.Length : end + 1;
    }

    // A name takes dollars in its middle, and $1 is a parameter.
    private static string? Delimiter(string content, int start)
    {
        if (start > 0 && IsOfName(content[start - 1]))
        {
            return null;
        }

        var end = start + 1;
        while (end < content.Length && IsOfName(content[end]))
        {
            end++;
        }

        return end < content.Length && content[end] == '$' && !char.IsDigit(content[start + 1]) ? content.Substring(start, end + 1 - start) : null;
    }

    private static bool IsOfName(char character) => character == '_' || char.IsLetterOrDigit(character);
}
