using MigrationLint.Text;

namespace MigrationLint.Rules.Configuration;

/// <summary>Tells which names of variables mean the same.</summary>
internal static class EnvironmentWords
{
    private const int LettersOfAbbreviation = 3;

    /// <summary>
    /// True where one name is a slip of the other's pen (DB_PASWORD), has a word more (DB_USE_SSL for DB_SSL), or spells a word in full (DB_USERNAME for DB_USER).
    /// </summary>
    public static bool AreNear(string first, string second)
    {
        var (one, other) = (Split(first), Split(second));
        if (string.Concat(one) == string.Concat(other))
        {
            return true;
        }

        var (few, many) = one.Length <= other.Length ? (one, other) : (other, one);
        return few.Length == many.Length
            ? few.Zip(many, AreAlike).All(static alike => alike) && few.Zip(many, static (left, right) => left == right).Count(static equal => !equal) == 1
            : few.Length > 1 && many.Length == few.Length + 1 && few.All(many.Contains);
    }

    private static bool AreAlike(string left, string right) =>
        left == right
        || (Math.Min(left.Length, right.Length) >= LettersOfAbbreviation && (left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal)))
        || (Math.Min(left.Length, right.Length) >= LettersOfAbbreviation && left.Length == right.Length && new HashSet<char>(left).SetEquals(right))
        || EditDistance.Between(left, right) <= Math.Min(left.Length, right.Length) / 4;

    private static string[] Split(string name) =>
        [.. name.ToUpperInvariant().Split((char[])['_'], StringSplitOptions.RemoveEmptyEntries).Select(static word => word == "DATABASE" ? "DB" : word)];
}
