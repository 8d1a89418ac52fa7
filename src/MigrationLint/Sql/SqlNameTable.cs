namespace MigrationLint.Sql;

/// <summary>One string per distinct spelling of a text, and what names and constants stand for.</summary>
internal sealed class SqlNameTable
{
    /// <summary>The one string for the characters from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public string Intern(string text, int start, int end) => text.Substring(start, end - start);

    /// <summary>See <see cref="SqlTokens.Name"/>.</summary>
    public string Name(SqlTokens tokens, int index) => tokens.Spelling(index);

    /// <summary>See <see cref="SqlTokens.StringValue"/>.</summary>
    public string StringValue(SqlTokens tokens, int index) => tokens.Spelling(index);
}
