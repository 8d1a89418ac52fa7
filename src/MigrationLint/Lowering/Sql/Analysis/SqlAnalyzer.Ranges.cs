using System.Globalization;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Constants of ranges and multiranges (<c>rangetypes.c</c>, <c>multirangetypes.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    /// <summary>A range in its canonical form; a bound that is null is infinite.</summary>
    private sealed record RangeConstant(string? Lower, bool IncludesLower, string? Upper, bool IncludesUpper)
    {
        public override string ToString() => (IncludesLower ? "[" : "(") + Quoted(Lower) + "," + Quoted(Upper) + (IncludesUpper ? "]" : ")");

        private static string Quoted(string? bound) => bound is null ? ""
            : bound.Length == 0 || bound.Any(character => character is '"' or '\\' or '(' or ')' or '[' or ']' or ',' || char.IsWhiteSpace(character))
                ? "\"" + bound.Replace("\\", "\\\\").Replace("\"", "\"\"") + "\""
            : bound;
    }

    private string RangeInput(string value, string type, Node place)
    {
        var position = 0;
        var range = ReadRange(value, ref position, type, place);
        return value.Substring(position).Trim().Length > 0 ? throw new NotKnownException() : range?.ToString() ?? "empty";
    }

    private string MultirangeInput(string value, string type, Node place)
    {
        var written = value.Trim();
        if (written.Length < 2 || written[0] != '{' || written[written.Length - 1] != '}')
        {
            throw new NotKnownException();
        }

        var ranges = new List<RangeConstant>();
        for (var position = 1; position < written.Length - 1 && written.Substring(position, written.Length - 1 - position).Trim().Length > 0; position++)
        {
            if (ReadRange(written, ref position, type.Replace("multirange", "range"), place) is { } range)
            {
                ranges.Add(range);
            }

            position += written.Substring(position).TakeWhile(char.IsWhiteSpace).Count();
            if (written[position] is not (',' or '}'))
            {
                throw new NotKnownException();
            }
        }

        return "{" + string.Join(",", Merged(ranges, type)) + "}";
    }

    /// <summary>The ranges in order, those that touch as one (<c>multirange_canonicalize</c>).</summary>
    private static List<RangeConstant> Merged(List<RangeConstant> ranges, string type)
    {
        ranges.Sort((left, right) => left.Lower is null ? right.Lower is null ? 0 : -1 : right.Lower is null ? 1
            : CompareBounds(left.Lower, right.Lower, type) is not 0 and var order ? order : right.IncludesLower.CompareTo(left.IncludesLower));
        var merged = new List<RangeConstant>();
        foreach (var range in ranges)
        {
            var last = merged.Count > 0 ? merged[merged.Count - 1] : null;
            var gap = last is null ? 1 : last.Upper is null || range.Lower is null ? -1 : CompareBounds(range.Lower, last.Upper, type);
            if (gap > 0 || (gap == 0 && !range.IncludesLower && !last!.IncludesUpper))
            {
                merged.Add(range);
                continue;
            }

            var reach = last!.Upper is null ? -1 : range.Upper is null ? 1 : CompareBounds(range.Upper, last.Upper, type);
            if (reach >= 0)
            {
                merged[merged.Count - 1] = last with { Upper = range.Upper, IncludesUpper = range.IncludesUpper || (reach == 0 && last.IncludesUpper) };
            }
        }

        return merged;
    }

    // Null for an empty one.
    private RangeConstant? ReadRange(string text, ref int position, string type, Node place)
    {
        position += text.Substring(position).TakeWhile(char.IsWhiteSpace).Count();
        if (string.Compare(text, position, "empty", 0, 5, StringComparison.OrdinalIgnoreCase) == 0)
        {
            position += 5;
            return null;
        }

        if (position >= text.Length || text[position] is not ('[' or '('))
        {
            throw new NotKnownException();
        }

        var includesLower = text[position++] == '[';
        var lower = ReadBound(text, ref position, type, place);
        if (position >= text.Length || text[position++] != ',')
        {
            throw new NotKnownException();
        }

        var upper = ReadBound(text, ref position, type, place);
        return position >= text.Length || text[position] is not (']' or ')') ? throw new NotKnownException()
            : Canonical(new RangeConstant(lower, includesLower && lower is not null, upper, text[position++] == ']' && upper is not null), type, place);
    }

    private string? ReadBound(string text, ref int position, string type, Node place)
    {
        var start = position;
        var isQuoted = false;
        var bound = new System.Text.StringBuilder();
        for (; position < text.Length && (isQuoted || text[position] is not (',' or ')' or ']' or '(' or '[')); position++)
        {
            if (text[position] == '\\')
            {
                throw new NotKnownException();
            }

            if (text[position] == '"')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                bound.Append(text[position]);
            }
        }

        return position == start ? null : Scalar(bound.ToString(), Find(BoundType(type)), -1, place);
    }

    private static Operations.ObjectId BoundType(string type) => type switch
    {
        "int4range" => TypeIds.Int4,
        "int8range" => TypeIds.Int8,
        "numrange" => new Operations.ObjectId(1700),
        "daterange" => new Operations.ObjectId(1082),
        "tsrange" => new Operations.ObjectId(1114),
        "tstzrange" => new Operations.ObjectId(1184),
        _ => throw new NotKnownException(),
    };

    private RangeConstant? Canonical(RangeConstant range, string type, Node place)
    {
        var order = range.Lower is null || range.Upper is null ? -1 : CompareBounds(range.Lower, range.Upper, type);
        if (order > 0)
        {
            throw Refuse("22000", "range lower bound must be less than or equal to range upper bound", place);
        }

        if (order == 0 && !(range.IncludesLower && range.IncludesUpper))
        {
            return null;
        }

        if (type is not ("int4range" or "int8range" or "daterange"))
        {
            return range;
        }

        var lower = range.Lower is not null && !range.IncludesLower ? Next(range.Lower, type) : range.Lower;
        var upper = range.Upper is not null && range.IncludesUpper ? Next(range.Upper, type) : range.Upper;
        return lower is not null && lower == upper ? null : new RangeConstant(lower, lower is not null, upper, IncludesUpper: false);
    }

    private static string Next(string bound, string type) =>
        type == "daterange"
            ? DateTime.TryParseExact(bound, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateTime.MaxValue.Date
                ? date.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : throw new NotKnownException()
            : long.TryParse(bound, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < (type == "int4range" ? int.MaxValue : long.MaxValue)
                ? (number + 1).ToString(CultureInfo.InvariantCulture) : throw new NotKnownException();

    // Dates and times of our era in ISO form are ordered as they are spelt; those with a zone where it is the same.
    private static int CompareBounds(string left, string right, string type)
    {
        if (left == right)
        {
            return 0;
        }

        if (type.StartsWith("int", StringComparison.Ordinal) || type.StartsWith("num", StringComparison.Ordinal))
        {
            return decimal.TryParse(left, NumberStyles.Number, CultureInfo.InvariantCulture, out var first) && decimal.TryParse(right, NumberStyles.Number, CultureInfo.InvariantCulture, out var second)
                ? first.CompareTo(second) : throw new NotKnownException();
        }

        return IsIso(left) && IsIso(right) && (!type.StartsWith("tstz", StringComparison.Ordinal) || Zone(left) == Zone(right)) ? string.CompareOrdinal(left, right) : throw new NotKnownException();

        static bool IsIso(string text) => text is [>= '0' and <= '9', _, _, _, '-', _, _, '-', ..] && !text.EndsWith("BC", StringComparison.Ordinal);
        static string Zone(string text) => text.Substring(Math.Max(10, text.LastIndexOfAny(['+', '-'])));
    }
}
