namespace MigrationLint.JavaScript;

/// <summary>The left margin of a file, where declarations start and little else does: what a broken file is put together again from.</summary>
internal static class Margin
{
    private static readonly string[] Openings =
    [
        "export ", "exports.", "exports[", "module.exports", "import ", "function ", "async function ", "const ", "class ", "let ", "var ",
    ];

    /// <summary>Whether a declaration of a module starts at <paramref name="position"/>, which begins a line.</summary>
    public static bool IsDeclaration(string text, int position)
    {
        if (position > 0 && !Characters.IsLineEnd(text[position - 1]))
        {
            return false;
        }

        foreach (var opening in Openings)
        {
            if (string.CompareOrdinal(text, position, opening, 0, opening.Length) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
