using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>Which validated checks make a scan needless (<c>ConstraintImpliedByRelConstraint</c>, <c>commands/tablecmds.c</c>).</summary>
internal static class Proofs
{
    /// <summary>True where a validated check of the table says that the column is never NULL.</summary>
    public static bool ImpliesNotNull(DatabaseSchema schema, Table table, string column)
    {
        var wanted = $"({SchemaPrinter.Name(new QualifiedName("", column))} IS NOT NULL)";
        return ChecksOf(schema, table).Any(check => Implies(check, wanted, depth: 0));
    }

    /// <summary>True where the validated checks of a table and its NOT NULL columns say that all its rows are within the bound of a partition.</summary>
    public static bool ImpliesBound(DatabaseSchema schema, Table whole, Table part, string bound)
    {
        if (whole.PartitionBy is not { Keys: [{ Column: { } column }] } || PartitionBounds.Conditions(whole.PartitionBy.Strategy, column, bound) is not { } conditions)
        {
            return false;
        }

        var known = ChecksOf(schema, part).SelectMany(Conjuncts).ToList();
        var isNotNull = part.FindColumn(column) is { IsNotNull: true } || ImpliesNotNull(schema, part, column);
        return isNotNull && conditions.All(wanted => known.Any(found => PartitionBounds.Parse(found) is { } condition && condition.Implies(wanted)));
    }

    private static IEnumerable<string> ChecksOf(DatabaseSchema schema, Table table)
    {
        var printer = new SchemaPrinter(schema);
        return table.Constraints.OfType<CheckConstraint>().Where(check => check.IsValid).Select(check => printer.Expression(check.Expression)).OfType<string>();
    }

    private static IEnumerable<string> Conjuncts(string text) => Split(text, " AND ") is { Count: > 1 } parts ? parts.SelectMany(Conjuncts) : [text];

    private static bool Implies(string text, string wanted, int depth)
    {
        if (text == wanted)
        {
            return true;
        }

        if (depth > 50)
        {
            return false;
        }

        return Split(text, " AND ") is { Count: > 1 } all ? all.Any(part => Implies(part, wanted, depth + 1))
            : Split(text, " OR ") is { Count: > 1 } any && any.All(part => Implies(part, wanted, depth + 1));
    }

    /// <summary>The operands of a parenthesised chain of one operator, as <c>pg_get_expr</c> prints it; the text alone where it is none.</summary>
    private static List<string> Split(string text, string word)
    {
        if (text.Length < 2 || text[0] != '(' || text[text.Length - 1] != ')')
        {
            return [text];
        }

        var parts = new List<string>();
        var (depth, start, quote) = (0, 1, '\0');
        for (var i = 1; i < text.Length - 1; i++)
        {
            var letter = text[i];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '\'' or '"')
            {
                quote = letter;
            }
            else if (letter is '(' or ')')
            {
                depth += letter == '(' ? 1 : -1;
                if (depth < 0)
                {
                    return [text];
                }
            }
            else if (depth == 0 && letter == ' ' && string.CompareOrdinal(text, i, word, 0, word.Length) == 0)
            {
                parts.Add(text.Substring(start, i - start));
                start = i + word.Length;
                i = start - 1;
            }
        }

        parts.Add(text.Substring(start, text.Length - 1 - start));
        return parts.Count > 1 ? parts : [text];
    }
}
