using System.Globalization;
using System.Text;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>Numbers as PostgreSQL reads and prints them (<c>numeric.c</c>, <c>float.c</c>).</summary>
internal static class NumericText
{
    // NUMERIC_MAX_PRECISION and the digits that may stand before the point.
    private const int MostDigits = 2000;

    /// <summary>What <c>numeric_out</c> prints of what <c>numeric_in</c> read; null where it is no number, or one too large to be told here.</summary>
    public static string? Read(string text)
    {
        var trimmed = text.Trim(' ', '\t', '\n', '\r', '\f', '\v');
        var lower = trimmed.ToLowerInvariant();
        switch (lower)
        {
            case "nan":
                return "NaN";
            case "infinity" or "inf" or "+infinity" or "+inf":
                return "Infinity";
            case "-infinity" or "-inf":
                return "-Infinity";
        }

        var i = 0;
        var isNegative = false;
        if (i < trimmed.Length && trimmed[i] is '+' or '-')
        {
            isNegative = trimmed[i++] == '-';
        }

        var digits = new StringBuilder();
        var scale = -1;
        var count = 0;
        for (; i < trimmed.Length && (char.IsDigit(trimmed[i]) || (trimmed[i] == '.' && scale < 0)); i++)
        {
            if (trimmed[i] == '.')
            {
                scale = 0;
                continue;
            }

            digits.Append(trimmed[i]);
            count++;
            scale += scale >= 0 ? 1 : 0;
        }

        if (count == 0)
        {
            return null;
        }

        scale = Math.Max(scale, 0);
        var exponent = 0;
        if (i < trimmed.Length && trimmed[i] is 'e' or 'E')
        {
            if (!int.TryParse(trimmed.Substring(i + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || exponent is > MostDigits or < -MostDigits)
            {
                return null;
            }

            i = trimmed.Length;
        }

        return i < trimmed.Length ? null : Print(isNegative, digits.ToString(), scale, exponent);
    }

    private static string Print(bool isNegative, string digits, int scale, int exponent)
    {
        // The value is digits * 10 ^ (exponent - scale); the scale that is shown is not negative.
        var point = digits.Length - scale + exponent;
        var shownScale = Math.Max(scale - exponent, 0);
        var whole = point <= 0 ? "" : point >= digits.Length ? digits + new string('0', point - digits.Length) : digits.Substring(0, point);
        var fraction = point <= 0 ? new string('0', Math.Min(-point, MostDigits)) + digits : point >= digits.Length ? "" : digits.Substring(point);
        whole = whole.TrimStart('0');
        fraction = fraction.Length > shownScale ? fraction.Substring(0, shownScale) : fraction.PadRight(shownScale, '0');
        var magnitude = (whole.Length == 0 ? "0" : whole) + (fraction.Length > 0 ? "." + fraction : "");
        var isZero = magnitude.All(character => character is '0' or '.');
        return (isNegative && !isZero ? "-" : "") + magnitude;
    }

    /// <summary>What <c>float8out</c> or <c>float4out</c> prints; null where the text is no number of that type.</summary>
    public static string? ReadFloat(string text, bool isSingle)
    {
        var trimmed = text.Trim(' ', '\t', '\n', '\r', '\f', '\v');
        switch (trimmed.ToLowerInvariant())
        {
            case "nan":
                return "NaN";
            case "infinity" or "inf" or "+infinity" or "+inf":
                return "Infinity";
            case "-infinity" or "-inf":
                return "-Infinity";
        }

        if (trimmed.Length == 0 || !trimmed.All(character => char.IsDigit(character) || character is '+' or '-' or '.' or 'e' or 'E')
            || !double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || double.IsInfinity(value) || (isSingle && float.IsInfinity((float)value)))
        {
            return null;
        }

        return isSingle ? Shortest((float)value) : Shortest(value);
    }

    private static string Shortest(double value)
    {
        for (var precision = 1; precision <= 17; precision++)
        {
            var text = value.ToString("E" + (precision - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture).Equals(value))
            {
                return Plain(text, 15);
            }
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static string Shortest(float value)
    {
        for (var precision = 1; precision <= 9; precision++)
        {
            var text = value.ToString("E" + (precision - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (float.Parse(text, CultureInfo.InvariantCulture).Equals(value))
            {
                return Plain(text, 6);
            }
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>From <c>d.dddE+xxx</c> to the form that PostgreSQL prints: an exponent only below 1e-4 and from <paramref name="largest"/> digits on.</summary>
    private static string Plain(string scientific, int largest)
    {
        var isNegative = scientific[0] == '-';
        var at = scientific.IndexOf('E');
        var digits = scientific.Substring(isNegative ? 1 : 0, at - (isNegative ? 1 : 0)).Replace(".", "");
        var exponent = int.Parse(scientific.Substring(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        digits = digits.TrimEnd('0') is { Length: > 0 } trimmed ? trimmed : "0";
        var sign = isNegative ? "-" : "";
        if (digits == "0")
        {
            return sign + "0";
        }

        if (exponent < -4 || exponent >= largest)
        {
            return sign + digits.Substring(0, 1) + (digits.Length > 1 ? "." + digits.Substring(1) : "") + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        }

        return sign + (exponent < 0 ? "0." + new string('0', -exponent - 1) + digits
            : digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0')
            : digits.Substring(0, exponent + 1) + "." + digits.Substring(exponent + 1));
    }
}

/// <summary>Bit strings as PostgreSQL reads them (<c>varbit.c</c>).</summary>
internal static class BitText
{
    /// <summary>The bits of <c>b101</c>, <c>x1F</c> or <c>101</c>; null where a digit is none.</summary>
    public static string? Read(string text)
    {
        if (text.Length > 0 && text[0] is 'x' or 'X')
        {
            var bits = new StringBuilder();
            foreach (var digit in text.Skip(1))
            {
                var value = digit switch { >= '0' and <= '9' => digit - '0', >= 'a' and <= 'f' => digit - 'a' + 10, >= 'A' and <= 'F' => digit - 'A' + 10, _ => -1 };
                if (value < 0)
                {
                    return null;
                }

                bits.Append(Convert.ToString(value, 2).PadLeft(4, '0'));
            }

            return bits.ToString();
        }

        var digits = text.Length > 0 && text[0] is 'b' or 'B' ? text.Substring(1) : text;
        return digits.All(digit => digit is '0' or '1') ? digits : null;
    }
}
