using System.Text;
using System.Text.RegularExpressions;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>
/// Regular expressions of constants, run by those of .NET where both mean the same. What differs is rewritten, or left alone: the result is
/// then not known.
/// </summary>
internal static class RegularExpressions
{
    private const int MaximumText = 200_000;
    private const int MaximumPattern = 2000;
    private const int StepsOfTimeout = 100_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(150);

    /// <summary>The expression; null where it cannot be run here.</summary>
    public static Regex? Compile(RegExpValue value)
    {
        var end = value.Text.LastIndexOf('/');
        if (end <= 0 || value.Text.Length > MaximumPattern)
        {
            return null;
        }

        var flags = value.Text.Substring(end + 1);
        if (flags.IndexOfAny(['y', 'v']) >= 0 || Translate(value.Text.Substring(1, end - 1), flags) is not { } pattern)
        {
            return null;
        }

        try
        {
            var options = RegexOptions.CultureInvariant;
            options |= Has(flags, 'i') ? RegexOptions.IgnoreCase : RegexOptions.None;
            options |= Has(flags, 'm') ? RegexOptions.Multiline : RegexOptions.None;
            return new Regex(pattern, options, Limit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>An expression that matches a text as it stands.</summary>
    public static Regex Literal(string text) => new(Regex.Escape(text), RegexOptions.CultureInvariant, Limit);

    /// <summary>True where every match is meant.</summary>
    public static bool IsGlobal(RegExpValue value) => Has(Flags(value), 'g');

    /// <summary>The letters behind the expression.</summary>
    public static string Flags(RegExpValue value) => value.Text.Substring(value.Text.LastIndexOf('/') + 1);

    /// <summary>Runs something on a text; null where it takes too long, or the text is too long.</summary>
    public static T? Run<T>(Interpreter interpreter, string text, Func<T?> body)
        where T : class
    {
        if (text.Length > MaximumText)
        {
            return null;
        }

        interpreter.Fuel.Spend(1 + (text.Length / 4));
        try
        {
            return body();
        }
        catch (RegexMatchTimeoutException)
        {
            // What takes that long may not be tried often.
            interpreter.Fuel.Spend(StepsOfTimeout);
            return null;
        }
    }

    /// <summary>A match as <c>exec</c> gives it.</summary>
    public static ArrayValue Describe(Match match) => new(match.Groups.Cast<Group>().Select(Value));

    /// <summary>The text of a group; undefined where it took no part.</summary>
    public static JavaScriptValue Value(Group group) => group.Success ? new StringValue(group.Value) : JavaScriptValues.Undefined;

    /// <summary>What a replacement text stands for: <c>$1</c>, <c>$&amp;</c>, <c>$$</c>.</summary>
    public static string Expand(string replacement, Match match, string text)
    {
        var builder = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            var next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            if (replacement[i] != '$' || !(next is '$' or '&' or '`' or '\'' or (>= '1' and <= '9')))
            {
                builder.Append(replacement[i]);
                continue;
            }

            i++;
            switch (next)
            {
                case '$':
                    builder.Append('$');
                    break;
                case '&':
                    builder.Append(match.Value);
                    break;
                case '`':
                    builder.Append(text, 0, match.Index);
                    break;
                case '\'':
                    builder.Append(text, match.Index + match.Length, text.Length - match.Index - match.Length);
                    break;
                default:
                    i = AppendGroup(builder, replacement, i, match);
                    break;
            }
        }

        return builder.ToString();
    }

    private static int AppendGroup(StringBuilder builder, string replacement, int at, Match match)
    {
        var number = replacement[at] - '0';
        if (at + 1 < replacement.Length && char.IsDigit(replacement[at + 1]) && (number * 10) + replacement[at + 1] - '0' < match.Groups.Count)
        {
            at++;
            number = (number * 10) + replacement[at] - '0';
        }

        builder.Append(number < match.Groups.Count ? match.Groups[number].Value : "$" + (char)('0' + number));
        return at;
    }

    private static bool Has(string flags, char flag) => flags.IndexOf(flag) >= 0;

    /// <summary>Writes a pattern so that .NET means by it what JavaScript does; null where that cannot be.</summary>
    private static string? Translate(string pattern, string flags)
    {
        var builder = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length:
                    i++;
                    if (Escape(pattern[i], isInClass: false) is not { } escaped)
                    {
                        return null;
                    }

                    builder.Append(escaped);
                    break;
                case '[':
                    i = TranslateClass(pattern, i, builder);
                    if (i < 0)
                    {
                        return null;
                    }

                    break;
                case '.':
                    builder.Append(Has(flags, 's') ? @"[\s\S]" : @"[^\n\r\u2028\u2029]");
                    break;
                case '$':
                    builder.Append(Has(flags, 'm') ? @"(?=[\n\r\u2028\u2029]|\z)" : @"\z");
                    break;
                case '(' when i + 2 < pattern.Length && pattern[i + 1] == '?' && pattern[i + 2] == '<' && pattern[i + 3] is not ('=' or '!'):
                    // .NET counts groups with names behind all others.
                    return null;
                default:
                    builder.Append(pattern[i]);
                    break;
            }
        }

        return builder.ToString();
    }

    private static string? Escape(char character, bool isInClass) => character switch
    {
        'd' => isInClass ? "0-9" : "[0-9]",
        'w' => isInClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]",
        's' => isInClass ? @"\s\uFEFF" : @"[\s\uFEFF]",
        'D' when !isInClass => "[^0-9]",
        'W' when !isInClass => "[^a-zA-Z0-9_]",
        'S' => @"\S",
        'b' => isInClass ? @"\b" : @"(?:(?<=[a-zA-Z0-9_])(?![a-zA-Z0-9_])|(?<![a-zA-Z0-9_])(?=[a-zA-Z0-9_]))",
        'n' or 'r' or 't' or 'f' or 'v' or 'x' or 'u' or (>= '1' and <= '9') => @"\" + character,
        '0' => @"\x00",
        'p' or 'P' or 'k' or 'c' or 'B' or 'D' or 'W' => null,
        _ when char.IsLetterOrDigit(character) => character.ToString(),
        _ => Regex.Escape(character.ToString()) is { Length: > 1 } escaped ? escaped : character is ']' or '}' or '-' or '^' ? @"\" + character : character.ToString(),
    };

    /// <returns>The position of the closing bracket; negative where the class cannot be written.</returns>
    private static int TranslateClass(string pattern, int start, StringBuilder builder)
    {
        var end = start + 1;
        var isNegated = end < pattern.Length && pattern[end] == '^';
        end += isNegated ? 1 : 0;
        if (end < pattern.Length && pattern[end] == ']')
        {
            builder.Append(isNegated ? @"[\s\S]" : "(?!)");
            return end;
        }

        builder.Append(isNegated ? "[^" : "[");
        for (; end < pattern.Length && pattern[end] != ']'; end++)
        {
            if (pattern[end] == '\\' && end + 1 < pattern.Length)
            {
                end++;
                if (Escape(pattern[end], isInClass: true) is not { } escaped)
                {
                    return -1;
                }

                builder.Append(escaped);
            }
            else
            {
                builder.Append(pattern[end] == '[' ? @"\[" : pattern[end].ToString());
            }
        }

        builder.Append(']');
        return end < pattern.Length ? end : -1;
    }
}
