using System.Text;
using MigrationLint.Diagnostics;
using MigrationLint.Rules;

namespace MigrationLint.Checking;

/// <summary>Fills the named placeholders of a rule's texts. Braces around anything but one word stand for themselves: <c>{ context }</c>.</summary>
internal static class MessageFormatter
{
    /// <summary>Fills all three parts.</summary>
    /// <exception cref="KeyNotFoundException">A placeholder has no argument.</exception>
    public static RuleText Format(RuleText text, MessageArguments arguments) =>
        new(Format(text.Message, arguments), Format(text.Why, arguments), Format(text.Remedy, arguments));

    /// <summary>The names of the placeholders in <paramref name="template"/>, in order, repeated ones included.</summary>
    public static IEnumerable<string> Placeholders(string template)
    {
        for (var start = template.IndexOf('{'); start >= 0; start = template.IndexOf('{', start + 1))
        {
            if (PlaceholderAt(template, start) is { } name)
            {
                yield return name;
            }
        }
    }

    private static string Format(string template, MessageArguments arguments)
    {
        var result = new StringBuilder(template.Length + 32);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{' || PlaceholderAt(template, i) is not { } name)
            {
                result.Append(template[i]);
                continue;
            }

            result.Append(arguments.TryGetValue(name, out var value)
                ? value
                : throw new KeyNotFoundException($"The text asks for {{{name}}}, which the rule does not give: {template}"));
            i += name.Length + 1;
        }

        return result.ToString();
    }

    private static string? PlaceholderAt(string template, int start)
    {
        var end = start + 1;
        while (end < template.Length && template[end] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        {
            end++;
        }

        return end > start + 1 && end < template.Length && template[end] == '}' ? template.Substring(start + 1, end - start - 1) : null;
    }
}
