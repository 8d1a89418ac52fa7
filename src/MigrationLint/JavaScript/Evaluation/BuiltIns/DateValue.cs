using System.Globalization;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>A point in time that the program writes down. What the clock says is never known.</summary>
internal sealed class DateValue(double milliseconds) : HostObject
{
    private const double Limit = 8.64e15;
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private double milliseconds = milliseconds;

    /// <summary>Milliseconds since 1970; NaN for a date that is none.</summary>
    public double Milliseconds => milliseconds;

    /// <summary>As <c>toISOString</c> writes it; null for a date that is none, or out of the years that .NET has.</summary>
    public string? Text => Moment is { } moment ? moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : null;

    private DateTime? Moment => double.IsNaN(milliseconds) || Math.Abs(milliseconds) > Limit / 200 ? null : Epoch.AddMilliseconds(milliseconds);

    /// <summary>The constructor: <c>new Date()</c> and <c>Date.now()</c> are not known.</summary>
    public static JavaScriptValue Construct(HostCall call)
    {
        if (!call.IsConstruction || call.Arguments.Count == 0 || call.HasUnknownArguments)
        {
            return new UnknownValue(UnknownSource.Computed, "Date") { Origin = call.Location };
        }

        return (call.Arguments.Count, call[0]) switch
        {
            (1, DateValue other) => new DateValue(other.milliseconds) { Origin = call.Location },
            (1, NumberValue number) => new DateValue(Math.Truncate(number.Value)) { Origin = call.Location },
            (1, StringValue text) when Parse(text.Value) is { } parsed => new DateValue(parsed) { Origin = call.Location },
            _ => new UnknownValue(UnknownSource.Computed, "Date") { Inputs = call.Arguments, Origin = call.Location },
        };
    }

    /// <summary>Milliseconds of a text in ISO form with a zone, or a date alone; null for others, which depend on where the program runs.</summary>
    public static double? Parse(string text)
    {
        string[] zoned = ["yyyy-MM-dd", "yyyy-MM", "yyyy", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        var hasZone = text.IndexOf('T') < 0 || text.EndsWith("Z", StringComparison.Ordinal) || (text.Length > 6 && text[text.Length - 6] is '+' or '-');
        return hasZone && DateTime.TryParseExact(text, zoned, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
            ? Math.Floor((moment - Epoch).TotalMilliseconds)
            : null;
    }

    /// <summary><c>Date.UTC</c>; null where the parts are not known.</summary>
    public static NumberValue? Utc(HostCall call)
    {
        var parts = call.Arguments.Select(part => (part as NumberValue)?.Value).ToList();
        if (parts.Count is < 1 or > 7 || parts.Contains(null) || parts[0] is < 100 or > 9000 || parts.Skip(1).Any(part => Math.Abs(part!.Value) > 100_000))
        {
            return null;
        }

        double Part(int index, double missing) => index < parts.Count ? Math.Truncate(parts[index]!.Value) : missing;
        var moment = new DateTime((int)Part(0, 1970), 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths((int)Part(1, 0)).AddDays(Part(2, 1) - 1)
            .AddHours(Part(3, 0)).AddMinutes(Part(4, 0)).AddSeconds(Part(5, 0)).AddMilliseconds(Part(6, 0));
        return new NumberValue((moment - Epoch).TotalMilliseconds);
    }

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "toISOString" or "toJSON" => Method(name, () => Text is { } text ? new StringValue(text) : null),
        "getTime" or "valueOf" => Method(name, () => double.IsNaN(milliseconds) ? null : new NumberValue(milliseconds)),
        "getUTCFullYear" => Part(name, moment => moment.Year),
        "getUTCMonth" => Part(name, moment => moment.Month - 1),
        "getUTCDate" => Part(name, moment => moment.Day),
        "getUTCDay" => Part(name, moment => (int)moment.DayOfWeek),
        "getUTCHours" => Part(name, moment => moment.Hour),
        "getUTCMinutes" => Part(name, moment => moment.Minute),
        "getUTCSeconds" => Part(name, moment => moment.Second),
        "then" => JavaScriptValues.Undefined,
        _ when name.StartsWith("set", StringComparison.Ordinal) => new NativeFunction(name, (_, call) =>
        {
            // What depends on the zone of the machine leaves a date that is not known.
            milliseconds = name == "setTime" && call[0] is NumberValue number ? number.Value : double.NaN;
            return double.IsNaN(milliseconds) ? JavaScriptValues.Computed(name, call.This) : new NumberValue(milliseconds);
        }),
        _ => new NativeFunction(name, (_, _) => JavaScriptValues.Computed(name, this)),
    };

    private NativeFunction Method(string name, Func<JavaScriptValue?> body) => new(name, (_, _) => body() ?? JavaScriptValues.Computed(name, this));

    private NativeFunction Part(string name, Func<DateTime, int> part) => Method(name, () => Moment is { } moment ? new NumberValue(part(moment)) : null);
}
