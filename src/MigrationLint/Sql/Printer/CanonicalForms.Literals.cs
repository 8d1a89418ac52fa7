using System.Globalization;

namespace MigrationLint.Sql;

/// <summary>Constants as <c>get_const_expr</c> shows them.</summary>
internal static partial class CanonicalForms
{
    // Longer numbers are no defaults of anybody.
    private const int LongestNumber = 100;

    /// <summary>A string that PostgreSQL reads as a value of a type, where it shows it as it is written or in a way that is known.</summary>
    private static string? Literal(string value, string type, bool isEnum = false)
    {
        switch (type)
        {
            case "text" or "character varying" or "bpchar" or "name" or "json" or "xml":
            case var _ when isEnum:
                return Quoted(value, type);
            case "boolean":
                return Boolean(value.Trim().ToLowerInvariant());
            case "integer" or "smallint" or "bigint":
                return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Integer(number, type) : null;
            case "numeric" when IsDecimal(value):
                return Numeric(value);
            case "double precision" or "real" when IsShortestFloat(value):
                return Quoted(value, type);
            case "uuid" when IsUuid(value):
            case "date" when IsDate(value, "yyyy-MM-dd"):
            case "timestamp without time zone" when IsDate(value, "yyyy-MM-dd HH:mm:ss"):
            case "jsonb" when value is "{}" or "[]":
            case "bytea" when value.StartsWith("\\x", StringComparison.Ordinal) && value.Length % 2 == 0 && value.Skip(2).All(IsLowerHex):
            case var _ when type.EndsWith("[]", StringComparison.Ordinal) && value == "{}":
            case "integer[]" or "bigint[]" or "smallint[]" when IsArrayOfSmallNumbers(value):
                return Quoted(value, type);
            default:
                return null;
        }
    }

    private static string Quoted(string value, string type) => SqlIdentifiers.QuoteLiteral(value) + "::" + type;

    private static bool IsDigit(char character) => character is >= '0' and <= '9';

    private static bool IsLowerHex(char character) => IsDigit(character) || character is >= 'a' and <= 'f';

    /// <summary>True for digits with a sign and a fraction, or without.</summary>
    private static bool IsDecimal(string value)
    {
        var parts = value.Substring(value.StartsWith("-", StringComparison.Ordinal) ? 1 : 0).Split('.');
        return value.Length <= LongestNumber && parts.Length <= 2 && parts.All(part => part.Length > 0 && part.All(IsDigit));
    }

    /// <summary>True for a number that a float of either size gives back as it is written.</summary>
    private static bool IsShortestFloat(string value)
    {
        const int SurelyExact = 6;
        var magnitude = value.TrimStart('-');
        return IsDecimal(value) && magnitude.Length <= SurelyExact
            && (magnitude[0] != '0' || magnitude.Length == 1 || magnitude[1] == '.')
            && (magnitude.IndexOf('.') < 0 || magnitude[magnitude.Length - 1] != '0')
            && !string.Equals(value, "-0", StringComparison.Ordinal);
    }

    private static bool IsUuid(string value) =>
        value.Length == 36 && value.Where((character, i) => i is 8 or 13 or 18 or 23 ? character != '-' : !IsLowerHex(character)).FirstOrDefault() == default;

    private static bool IsArrayOfSmallNumbers(string value) =>
        value.Length > 2 && value[0] == '{' && value[value.Length - 1] == '}'
        && value.Substring(1, value.Length - 2).Split(',').All(element => element.Length is > 0 and < 5 && element.All(IsDigit) && (element[0] != '0' || element.Length == 1));

    private static bool IsDate(string value, string format) =>
        DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // parse_bool_with_len: whole words and their unambiguous beginnings.
    private static string? Boolean(string word) => word switch
    {
        "t" or "tr" or "tru" or "true" or "y" or "ye" or "yes" or "on" or "1" => "true",
        "f" or "fa" or "fal" or "fals" or "false" or "n" or "no" or "of" or "off" or "0" => "false",
        _ => null,
    };

    /// <summary>Only integers that are not negative stand without quotes and type.</summary>
    private static string? Integer(long number, string type) => type switch
    {
        "integer" when number is < int.MinValue or > int.MaxValue => null,
        "smallint" when number is < short.MinValue or > short.MaxValue => null,
        "integer" when number >= 0 => Number(number),
        _ => Quoted(Number(number), type),
    };

    /// <summary>Without quotes and type only where it has a fraction and no sign, so that it reads as <c>numeric</c> again.</summary>
    private static string Numeric(string digits)
    {
        var isNegative = digits[0] == '-';
        var magnitude = (isNegative ? digits.Substring(1) : digits).TrimStart('0');
        magnitude = magnitude.Length == 0 || magnitude[0] == '.' ? "0" + magnitude : magnitude;
        var isZero = magnitude.All(character => character is '0' or '.');
        return !isNegative && magnitude.IndexOf('.') >= 0 ? magnitude : Quoted((isNegative && !isZero ? "-" : "") + magnitude, "numeric");
    }

    /// <summary>A number as the parser types it: the smallest of integer, bigint and numeric that holds it.</summary>
    /// <returns>Null where the spelling is not plain digits.</returns>
    private static (string Text, string Type)? NumberConstant(string spelling)
    {
        if (long.TryParse(spelling, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            var type = number is >= int.MinValue and <= int.MaxValue ? "integer" : "bigint";
            return (Integer(number, type)!, type);
        }

        var digits = spelling.StartsWith(".", StringComparison.Ordinal) || spelling.StartsWith("-.", StringComparison.Ordinal) ? spelling.Replace(".", "0.") : spelling;
        return IsDecimal(digits) ? (Numeric(digits), "numeric") : null;
    }
}
