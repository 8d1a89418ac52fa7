using System.Globalization;

namespace MigrationLint.Schema;

/// <summary>The configuration parameters of PostgreSQL 15, and what SET makes of a value (<c>utils/misc/guc.c</c>).</summary>
internal static class ConfigurationParameters
{
    private sealed record Parameter(string Name, char Type, string Context, string Unit, string Minimum, string Maximum, string[] Values);

    private static readonly Lazy<Dictionary<string, Parameter>> All = new(static () =>
        BuiltInData.Parameters.Split('\n').Select(Read).ToDictionary(static parameter => parameter.Name, StringComparer.OrdinalIgnoreCase));

    private static readonly HashSet<string> MemoryUnits = new(["B", "kB", "MB", "GB", "TB"], StringComparer.Ordinal);
    private static readonly HashSet<string> TimeUnits = new(["us", "ms", "s", "min", "h", "d"], StringComparer.Ordinal);

    // Enumerations take these for "on" and "off", and old names of message levels, without saying so.
    private static readonly HashSet<string> HiddenBooleans = new(["true", "false", "yes", "no", "1", "0"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> HiddenLevels = new(["debug", "info", "fatal", "panic"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] BooleanWords = ["true", "false", "yes", "no", "on", "off"];

    /// <summary>Why the name is refused that SET, RESET or SHOW gives; null where it is none of those that certainly are.</summary>
    public static (string SqlState, string Message)? RefusalOfName(string name)
    {
        if (All.Value.ContainsKey(name))
        {
            return null;
        }

        return name.IndexOf('.') < 0 ? ("42704", $"unrecognized configuration parameter \"{name}\"")
            : name.Split('.').All(IsIdentifier) ? null
            : ("42602", $"invalid configuration parameter name \"{name}\"");
    }

    /// <summary>Why a session cannot set the parameter; null where it can.</summary>
    public static (string SqlState, string Message)? RefusalOfChange(string name) =>
        RefusalOfName(name) ?? (!All.Value.TryGetValue(name, out var parameter) ? null : parameter.Context switch
        {
            "internal" => ("55P02", $"parameter \"{name}\" cannot be changed"),
            "postmaster" => ("55P02", $"parameter \"{name}\" cannot be changed without restarting the server"),
            "sighup" => ("55P02", $"parameter \"{name}\" cannot be changed now"),
            _ => null,
        });

    /// <summary>Why a value is refused; null where it is not, or is not known to be.</summary>
    public static (string SqlState, string Message)? RefusalOfValue(string name, string value)
    {
        if (!All.Value.TryGetValue(name, out var parameter))
        {
            return null;
        }

        return parameter.Type switch
        {
            'b' when !IsBoolean(value) => ("22023", $"parameter \"{parameter.Name}\" requires a Boolean value"),
            'e' when !IsOneOf(parameter, value) => ("22023", $"invalid value for parameter \"{parameter.Name}\": \"{value}\""),
            'i' or 'r' => RefusalOfNumber(parameter, value),
            _ => null,
        };
    }

    private static Parameter Read(string line)
    {
        var parts = line.Trim('\r').Split('\t');
        return new Parameter(
            parts[0], parts[1][0], parts[1].Substring(1), parts.Length > 2 ? parts[2] : "-", parts.Length > 3 ? parts[3] : "", parts.Length > 4 ? parts[4] : "", parts.Length > 5 ? parts[5].Split(',') : []);
    }

    // valid_custom_variable_name
    private static bool IsIdentifier(string part) =>
        part.Length > 0 && (part[0] == '_' || part[0] > 127 || char.IsLetter(part[0])) && part.All(static character => character is '_' or '$' || character > 127 || char.IsLetterOrDigit(character));

    // parse_bool: any beginning that is one word's only.
    private static bool IsBoolean(string value) =>
        value is "1" or "0" || (value.Length > 0 && BooleanWords.Any(word => word.StartsWith(value, StringComparison.OrdinalIgnoreCase) && (word[0] != 'o' || value.Length > 1)));

    private static bool IsOneOf(Parameter parameter, string value) =>
        parameter.Values.Contains(value, StringComparer.OrdinalIgnoreCase)
        || (parameter.Values.Contains("on", StringComparer.Ordinal) && HiddenBooleans.Contains(value))
        || (parameter.Values.Contains("debug1", StringComparer.Ordinal) && HiddenLevels.Contains(value));

    private static (string SqlState, string Message)? RefusalOfNumber(Parameter parameter, string value)
    {
        var text = value.Trim();
        var end = text.Length;
        while (end > 0 && char.IsLetter(text[end - 1]))
        {
            end--;
        }

        // Hexadecimal and octal spellings, and exponents, are not computed here.
        if (text.IndexOfAny(['x', 'X', 'e', 'E']) is >= 0 and var letter && letter > 0 && char.IsDigit(text[letter - 1]) && !text.EndsWith("x", StringComparison.Ordinal))
        {
            return null;
        }

        var unit = text.Substring(end);
        if (!double.TryParse(text.Substring(0, end).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !TakesUnit(parameter, unit))
        {
            return ("22023", $"invalid value for parameter \"{parameter.Name}\": \"{value}\"");
        }

        var isOutside = unit.Length == 0 && double.TryParse(parameter.Minimum, NumberStyles.Float, CultureInfo.InvariantCulture, out var minimum)
            && double.TryParse(parameter.Maximum, NumberStyles.Float, CultureInfo.InvariantCulture, out var maximum) && (number < minimum || number > maximum);
        var shown = number.ToString(CultureInfo.InvariantCulture) + (parameter.Unit is "-" ? "" : " " + parameter.Unit);
        return isOutside ? ("22023", $"{shown} is outside the valid range for parameter \"{parameter.Name}\" ({parameter.Minimum} .. {parameter.Maximum})") : null;
    }

    private static bool TakesUnit(Parameter parameter, string unit) =>
        unit.Length == 0 || (parameter.Unit is not "-" && (parameter.Unit is "ms" or "s" or "min" ? TimeUnits : MemoryUnits).Contains(unit));
}
