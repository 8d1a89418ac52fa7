using System.Text;
using System.Text.RegularExpressions;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>LIKE, and the regular expressions that mean the same to PostgreSQL and to .NET.</summary>
internal static class PatternMatching
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary><c>LIKE</c>.</summary>
    public static SqlValue Like(SqlValue value, SqlValue pattern, bool ignoresCase, bool isNegated)
    {
        if (pattern is not SqlText { Value: var mask })
        {
            return SqlValue.Unknown;
        }

        return Match(value, LikePattern(mask), (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None) | RegexOptions.Singleline) is { } matches
            ? SqlValue.Of(matches != isNegated)
            : value is SqlPartialText partial && !ignoresCase && MatchesPart(partial.Content, mask) is { } known ? SqlValue.Of(known != isNegated)
            : SqlValue.Unknown;
    }

    /// <summary><c>~</c>.</summary>
    public static SqlValue Regular(SqlValue value, SqlValue pattern, bool ignoresCase, bool isNegated) =>
        pattern is SqlText { Value: var expression } && Translate(expression) is { } translated
            && Match(value, translated, ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None) is { } matches
            ? SqlValue.Of(matches != isNegated)
            : SqlValue.Unknown;

    /// <summary><c>regexp_replace</c>.</summary>
    public static SqlValue Replace(string text, string pattern, string replacement, string flags)
    {
        if (Translate(pattern) is not { } translated || flags.Any(static flag => flag is not ('g' or 'i')))
        {
            return SqlValue.Unknown;
        }

        // \1 is a group, \& the whole match.
        var substitute = Regex.Replace(replacement.Replace("$", "$$"), @"\\(?<group>[0-9&\\])", static match => match.Groups["group"].Value switch { "\\" => "\\", "&" => "$0", var group => "${" + group + "}" }, RegexOptions.None, Timeout);
        return Run(translated, flags.Contains('i') ? RegexOptions.IgnoreCase : RegexOptions.None, expression => SqlValue.Of(expression.Replace(text, substitute, flags.Contains('g') ? -1 : 1)));
    }

    /// <summary><c>regexp_match</c>: the groups of the first match, or all of it; NULL where there is none.</summary>
    public static SqlValue FirstMatch(string text, string pattern, string flags)
    {
        if (Translate(pattern) is not { } translated || flags.Any(static flag => flag is not 'i'))
        {
            return SqlValue.Unknown;
        }

        return Run(translated, flags.Length > 0 ? RegexOptions.IgnoreCase : RegexOptions.None, expression =>
        {
            var match = expression.Match(text);
            return !match.Success ? SqlValue.Null
                : match.Groups.Count == 1 ? SqlValue.Of([match.Value])
                : new SqlArray([.. match.Groups.Cast<Group>().Skip(1).Select(static group => group.Success ? SqlValue.Of(group.Value) : SqlValue.Null)]);
        });
    }

    /// <summary><c>regexp_split_to_array</c>.</summary>
    public static SqlValue Split(string text, string pattern) =>
        Translate(pattern) is { } translated && !translated.Contains('(') ? Run(translated, RegexOptions.None, expression => SqlValue.Of(expression.Split(text))) : SqlValue.Unknown;

    /// <summary>The first group of a pattern, or all of its match: <c>substring(… from pattern)</c>.</summary>
    public static SqlValue Substring(string text, string pattern) =>
        FirstMatch(text, pattern, "") is SqlArray groups ? groups.Elements[0] : FirstMatch(text, pattern, "");

    private static bool? Match(SqlValue value, string pattern, RegexOptions options) => value switch
    {
        SqlText text => Run(pattern, options, expression => SqlValue.Of(expression.IsMatch(text.Value))) is SqlBoolean result ? result.Value : null,
        SqlOneOf { Names: { } names } => Run(pattern, options, expression => SqlValue.Of(names.Any(name => expression.IsMatch(name)))) is SqlBoolean { Value: false } ? false : null,
        _ => null,
    };

    private static SqlValue Run(string pattern, RegexOptions options, Func<Regex, SqlValue> use)
    {
        try
        {
            return use(new Regex(pattern, options | RegexOptions.CultureInvariant, Timeout));
        }
        catch (ArgumentException)
        {
            // What .NET does not take may be right in PostgreSQL.
            return SqlValue.Unknown;
        }
        catch (RegexMatchTimeoutException)
        {
            return SqlValue.Unknown;
        }
    }

    private static string LikePattern(string mask)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] == '\\' && i + 1 < mask.Length)
            {
                i++;
                pattern.Append(Regex.Escape(mask[i].ToString()));
            }
            else
            {
                pattern.Append(mask[i] switch { '%' => ".*", '_' => ".", var character => Regex.Escape(character.ToString()) });
            }
        }

        return pattern.Append("\\z").ToString();
    }

    // A text of which only the beginning or the end is known matches a pattern that asks for no more.
    private static bool? MatchesPart(string content, string mask)
    {
        if (CannotStart(content, mask))
        {
            return false;
        }

        var wildcard = mask.IndexOf('%');
        if (mask.IndexOf('\\') >= 0 || wildcard < 0 || mask.IndexOf('%', wildcard + 1) >= 0 || (wildcard > 0 && wildcard < mask.Length - 1))
        {
            return null;
        }

        var (start, end) = (content.Substring(0, content.IndexOf(Text.EmbeddedText.HoleCharacter)), content.Substring(content.LastIndexOf(Text.EmbeddedText.HoleCharacter) + 1));
        var (isStart, asked) = wildcard > 0 ? (true, mask.Substring(0, wildcard)) : (false, mask.Substring(1));
        var known = isStart ? start : end;
        if (known.Length < asked.Length)
        {
            return null;
        }

        var part = isStart ? known.Substring(0, asked.Length) : known.Substring(known.Length - asked.Length);
        return asked.Zip(part, static (pattern, character) => pattern == '_' || pattern == character).All(static matches => matches);
    }

    // Compares what is written before the first hole with what is written before the first wildcard.
    private static bool CannotStart(string content, string mask)
    {
        for (var i = 0; i < content.Length && i < mask.Length; i++)
        {
            if (mask[i] is '%' or '_' or '\\' || content[i] == Text.EmbeddedText.HoleCharacter)
            {
                return false;
            }

            if (content[i] != mask[i])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The pattern for .NET; null where the two may differ: their escapes, look-behind, embedded options.</summary>
    private static string? Translate(string pattern)
    {
        if (pattern.StartsWith("***", StringComparison.Ordinal) || pattern.Contains("[[.") || pattern.Contains("[[=") || pattern.Contains("[[:<") || pattern.Contains("[[:>"))
        {
            return null;
        }

        var output = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length:
                    i++;
                    var escape = pattern[i] switch
                    {
                        'd' => "[0-9]",
                        'w' => "[A-Za-z0-9_]",
                        's' or 'S' or 'n' or 't' or 'r' => "\\" + pattern[i],
                        'm' => "\\b(?=\\w)",
                        'M' => "\\b(?<=\\w)",
                        'y' => "\\b",
                        'A' => "\\A",
                        'Z' => "\\z",
                        >= '1' and <= '9' => "\\" + pattern[i],
                        var other when !char.IsLetterOrDigit(other) => Regex.Escape(other.ToString()),
                        _ => null,
                    };
                    if (escape is null)
                    {
                        return null;
                    }

                    output.Append(escape);
                    break;
                case '$':
                    output.Append("\\z");
                    break;
                case '(' when i + 2 < pattern.Length && pattern[i + 1] == '?' && pattern[i + 2] is not (':' or '=' or '!'):
                    return null;
                case '[' when ClassEnd(pattern, i) is > 0 and var end:
                    var inside = pattern.Substring(i, end - i + 1).Replace("[:alpha:]", "a-zA-Z").Replace("[:digit:]", "0-9").Replace("[:alnum:]", "a-zA-Z0-9")
                        .Replace("[:space:]", "\\s").Replace("[:upper:]", "A-Z").Replace("[:lower:]", "a-z");
                    if (inside.Contains("[:"))
                    {
                        return null;
                    }

                    output.Append('[').Append(inside.Substring(1, inside.Length - 2).Replace("[", "\\[")).Append(']');
                    i = end;
                    break;
                default:
                    output.Append(pattern[i]);
                    break;
            }
        }

        return output.ToString();
    }

    private static int ClassEnd(string pattern, int start)
    {
        var i = start + 1;
        i += i < pattern.Length && pattern[i] == '^' ? 1 : 0;
        i += i < pattern.Length && pattern[i] == ']' ? 1 : 0;
        while (i < pattern.Length && pattern[i] != ']')
        {
            i = pattern[i] == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':' && pattern.IndexOf(":]", i, StringComparison.Ordinal) is > 0 and var close ? close + 2 : i + 1;
        }

        return i < pattern.Length ? i : -1;
    }
}
