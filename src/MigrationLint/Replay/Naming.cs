using System.Text;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay;

/// <summary>The names that PostgreSQL chooses and cuts (<c>commands/indexcmds.c</c>, <c>catalog/pg_constraint.c</c>).</summary>
internal static class Naming
{
    /// <summary>The most bytes that a name has (<c>NAMEDATALEN - 1</c>).</summary>
    public const int MostBytes = 63;

    /// <summary>A name as the catalog stores it: cut at a character within 63 bytes.</summary>
    public static string Cut(string name) => Clip(name, MostBytes);

    /// <summary><c>makeObjectName</c>: both parts are shortened evenly until the whole fits.</summary>
    public static string Make(string first, string? second, string? label)
    {
        var available = MostBytes - (second is null ? 0 : 1) - (label is null ? 0 : Encoding.UTF8.GetByteCount(label) + 1);
        var firstBytes = Encoding.UTF8.GetByteCount(first);
        var secondBytes = second is null ? 0 : Encoding.UTF8.GetByteCount(second);
        while (firstBytes + secondBytes > available)
        {
            if (firstBytes > secondBytes)
            {
                firstBytes--;
            }
            else
            {
                secondBytes--;
            }
        }

        var name = Clip(first, firstBytes);
        name = second is null ? name : name + "_" + Clip(second, secondBytes);
        return label is null ? name : name + "_" + label;
    }

    /// <summary><c>ChooseRelationName</c>: with a number where the name is taken.</summary>
    public static string ChooseRelation(DatabaseSchema schema, string first, string? second, string label, string inSchema, bool isConstraint) =>
        Choose(first, second, label, name => schema.IsRelationNameTaken(new QualifiedName(inSchema, name))
            || (isConstraint && schema.IsConstraintNameTaken(new QualifiedName(inSchema, name))));

    /// <summary><c>ChooseConstraintName</c>: no constraint of the schema has it.</summary>
    public static string ChooseConstraint(DatabaseSchema schema, string first, string? second, string label, string inSchema) =>
        Choose(first, second, label, name => schema.IsConstraintNameTaken(new QualifiedName(inSchema, name)));

    /// <summary><c>ChooseIndexNameAddition</c>: the names of the columns, until they are too long.</summary>
    public static string JoinColumns(IEnumerable<string> columns)
    {
        var text = new StringBuilder();
        var bytes = 0;
        foreach (var column in columns)
        {
            if (bytes > 0)
            {
                text.Append('_');
                bytes++;
            }

            text.Append(column);
            bytes += Encoding.UTF8.GetByteCount(column);
            if (bytes > MostBytes)
            {
                break;
            }
        }

        return text.ToString();
    }

    /// <summary><c>ChooseIndexColumnNames</c>: what the keys are called, each once.</summary>
    public static IReadOnlyList<string> IndexColumns(IReadOnlyList<IndexKey> keys, IReadOnlyList<string> include)
    {
        var names = new List<string>();
        foreach (var original in keys.Select(key => key.Column ?? key.AutomaticName ?? "expr").Concat(include))
        {
            var name = original;
            for (var number = 1; names.Contains(name); number++)
            {
                var suffix = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
                name = Clip(original, MostBytes - suffix.Length) + suffix;
            }

            names.Add(name);
        }

        return names;
    }

    private static string Choose(string first, string? second, string label, Func<string, bool> isTaken)
    {
        for (var number = 0; ; number++)
        {
            var name = Make(first, second, number == 0 ? label : label + number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (!isTaken(name))
            {
                return name;
            }
        }
    }

    private static string Clip(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }

        var (length, used) = (0, 0);
        while (length < text.Length)
        {
            var isPair = char.IsHighSurrogate(text[length]) && length + 1 < text.Length && char.IsLowSurrogate(text[length + 1]);
            var size = isPair ? 4 : text[length] < 0x80 ? 1 : text[length] < 0x800 ? 2 : 3;
            if (used + size > bytes)
            {
                break;
            }

            used += size;
            length += isPair ? 2 : 1;
        }

        return text.Substring(0, length);
    }
}
