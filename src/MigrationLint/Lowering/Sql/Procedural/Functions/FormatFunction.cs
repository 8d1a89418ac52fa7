using System.Globalization;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary><c>format()</c> (https://www.postgresql.org/docs/current/functions-string.html#FUNCTIONS-STRING-FORMAT).</summary>
internal static class FormatFunction
{
    /// <summary>The parts that a format makes of its arguments.</summary>
    /// <param name="format">The format.</param>
    /// <param name="arguments">The arguments behind it.</param>
    /// <param name="fail">Says what PostgreSQL refuses.</param>
    public static SqlValue Call(string format, IReadOnlyList<SqlValue> arguments, Func<string, string, SqlValue> fail)
    {
        var parts = new List<SqlValue>();
        var (run, next) = (0, 0);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                continue;
            }

            parts.Add(SqlValue.Of(format.Substring(run, i - run)));
            i++;
            if (i < format.Length && format[i] == '%')
            {
                run = i;
                continue;
            }

            var position = ReadPosition(format, ref i);
            var (isLeft, width) = ReadWidth(format, ref i);
            if (i >= format.Length)
            {
                return fail("22023", "unterminated format() type specifier");
            }

            if (format[i] is not ('s' or 'I' or 'L'))
            {
                return format[i] == '*' ? SqlValue.Unknown : fail("22023", $"unrecognized format() type specifier \"{format[i]}\"");
            }

            var index = position is null ? next : position.Value - 1;
            if (index < 0 || index >= arguments.Count)
            {
                return index < 0 ? fail("22023", "format specifies argument 0, but arguments are numbered from 1") : fail("22023", "too few arguments for format()");
            }

            if (format[i] == 'I' && arguments[index].IsNull)
            {
                return fail("22004", "null values cannot be formatted as an SQL identifier");
            }

            parts.Add(Pad(Formatted(arguments[index], format[i]), isLeft, width));
            (next, run) = (index + 1, i + 1);
        }

        parts.Add(SqlValue.Of(format.Substring(run)));
        return Evaluator.Join(parts);
    }

    private static int? ReadPosition(string format, ref int i)
    {
        var end = i;
        while (end < format.Length && char.IsDigit(format[end]))
        {
            end++;
        }

        if (end == i || end >= format.Length || format[end] != '$')
        {
            return null;
        }

        var position = int.TryParse(format.Substring(i, end - i), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        i = end + 1;
        return position;
    }

    private static (bool IsLeft, int Width) ReadWidth(string format, ref int i)
    {
        var isLeft = i < format.Length && format[i] == '-';
        i += isLeft ? 1 : 0;
        var start = i;
        while (i < format.Length && char.IsDigit(format[i]))
        {
            i++;
        }

        return (isLeft, int.TryParse(format.Substring(start, i - start), NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? Math.Min(width, 1000) : 0);
    }

    private static SqlValue Pad(SqlValue value, bool isLeft, int width) =>
        width > 0 && value is SqlText text ? SqlValue.Of(isLeft ? text.Value.PadRight(width) : text.Value.PadLeft(width)) : value;

    // Values come by their output functions: a boolean is t or f.
    private static SqlValue Formatted(SqlValue value, char type) => value.IsNull
        ? SqlValue.Of(type == 'L' ? "NULL" : "")
        : (value.Output ?? (value as SqlPartialText)?.Content) is not { } text ? SqlValue.Unknown
        : TextFunctions.Quoted(text, type);
}
