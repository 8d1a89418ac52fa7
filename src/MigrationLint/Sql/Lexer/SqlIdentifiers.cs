namespace MigrationLint.Sql;

/// <summary>How names are written.</summary>
internal static class SqlIdentifiers
{
    /// <summary>What <c>quote_identifier</c> makes of a name: in quotes unless it is lower case and no reserved word of any kind.</summary>
    public static string Quote(string name)
    {
        var isPlain = name.Length > 0 && name[0] is (>= 'a' and <= 'z') or '_';
        for (var i = 1; i < name.Length && isPlain; i++)
        {
            isPlain = name[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_';
        }

        if (isPlain)
        {
            var word = Keywords.Find(name, 0, name.Length);
            isPlain = word == Keyword.NotKeyword || Keywords.Class(word) == KeywordClass.Unreserved;
        }

        return isPlain ? name : "\"" + name.Replace("\"", "\"\"") + "\"";
    }

    /// <summary>A string constant, as <c>simple_quote_literal</c> writes it.</summary>
    public static string QuoteLiteral(string value) => "'" + value.Replace("'", "''") + "'";
}
