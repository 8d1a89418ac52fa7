using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>What every family prints: names, lists, string constants.</summary>
internal sealed partial class SqlPrinter
{
    /// <summary>A name, in quotes where it does not read as itself: a keyword that is not allowed everywhere, or other characters than those that fold to themselves.</summary>
    private void Name(string name)
    {
        if ((IsPlainWord(name) && IsNameEverywhere(Keywords.Find(name, 0, name.Length))) || name.IndexOf(EmbeddedText.HoleCharacter) >= 0)
        {
            output.Append(name);
        }
        else
        {
            output.Append('"').Append(name.Replace("\"", "\"\"")).Append('"');
        }
    }

    private static bool IsNameEverywhere(Keyword word) => word == Keyword.NotKeyword || Keywords.Class(word) == KeywordClass.Unreserved;

    /// <summary>True for a text that reads as itself without quotes, unless it is a keyword.</summary>
    private static bool IsPlainWord(string text)
    {
        if (text.Length is 0 || text[0] is not (>= 'a' and <= 'z' or '_'))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (character is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A name with its qualifiers, each part a <see cref="StringValue"/>.</summary>
    private void QualifiedName(IReadOnlyList<Node> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            output.Append(i == 0 ? "" : ".");
            Name(((StringValue)parts[i]).Sval);
        }
    }

    /// <summary>Names with commas between them, each a <see cref="StringValue"/>.</summary>
    private void NameList(IReadOnlyList<Node> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            Name(((StringValue)names[i]).Sval);
        }
    }

    /// <summary>Nodes with commas between them.</summary>
    private void List(IReadOnlyList<Node> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            Node(nodes[i]);
        }
    }

    /// <summary>A string constant, for <c>standard_conforming_strings</c> as it is set by default: a backslash means itself.</summary>
    private void Constant(string text) => output.Append('\'').Append(text.Replace("'", "''")).Append('\'');
}
