using System.Text;

namespace MigrationLint.Rules;

/// <summary>Names that users list, with <c>*</c> for any characters.</summary>
internal static class NamePatterns
{
    /// <summary>True where one of the patterns covers the name.</summary>
    public static bool Match(IEnumerable<string> patterns, string name) => patterns.Any(pattern => Matches(pattern, name));

    /// <summary>The words of a name: <c>grand_total</c> and <c>grandTotal</c> have two; in lower case.</summary>
    public static IReadOnlyList<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsLetterOrDigit(name[i]);
            var isHump = !isEnd && i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if ((isEnd || isHump) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (!isEnd)
            {
                word.Append(char.ToLowerInvariant(name[i]));
            }
        }

        return words;
    }

    /// <summary>Each star is tried with as few characters as the rest allows, from the last star on.</summary>
    private static bool Matches(string pattern, string name)
    {
        var (at, inName, star, mark) = (0, 0, -1, 0);
        while (inName < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, mark) = (at, inName);
                at++;
            }
            else if (at < pattern.Length && pattern[at] == name[inName])
            {
                at++;
                inName++;
            }
            else if (star >= 0)
            {
                mark++;
                (at, inName) = (star + 1, mark);
            }
            else
            {
                return false;
            }
        }

        return pattern.Skip(at).All(static character => character == '*');
    }
}
