using System.Globalization;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>The methods of strings that migrations and configurations use.</summary>
internal static class StringMethods
{
    private static readonly NativeFunction Identity = new("toString", (_, call) => call.This);
    private static readonly Dictionary<string, NativeFunction> Methods = Build();

    /// <summary>Reads a property of a string; null where there is none.</summary>
    public static JavaScriptValue? Get(StringValue text, string name)
    {
        if (name == "length")
        {
            return new NumberValue(text.Value.Length);
        }

        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return index < text.Value.Length ? new StringValue(text.Value[index].ToString()) : JavaScriptValues.Undefined;
        }

        return Methods.TryGetValue(name, out var method) ? method : name == "toString" ? Identity : null;
    }

    private static Dictionary<string, NativeFunction> Build()
    {
        var methods = new Dictionary<string, NativeFunction>(StringComparer.Ordinal);
        void Add(string name, Func<string, HostCall, JavaScriptValue?> body) => methods.Add(name, new NativeFunction(name, (interpreter, call) =>
        {
            foreach (var argument in call.Arguments)
            {
                interpreter.UseAsPart(argument);
            }

            var result = call.This is StringValue text ? body(text.Value, call) : null;
            if (result is StringValue made)
            {
                interpreter.Fuel.SpendCharacters(made.Value.Length);
                return new StringValue(made.Value) { Origin = call.This.Origin, File = (call.This as StringValue)?.File, Pieces = Unchanged(call.This, made) };
            }

            return result ?? JavaScriptValues.Computed(name, [call.This, .. call.Arguments]);
        }));

        Add("trim", (text, _) => new StringValue(text.Trim()));
        Add("trimStart", (text, _) => new StringValue(text.TrimStart()));
        Add("trimEnd", (text, _) => new StringValue(text.TrimEnd()));
        Add("toUpperCase", (text, _) => new StringValue(text.ToUpperInvariant()));
        Add("toLowerCase", (text, _) => new StringValue(text.ToLowerInvariant()));
        Add("includes", (text, call) => call[0] is StringValue part ? JavaScriptValues.Of(text.IndexOf(part.Value, StringComparison.Ordinal) >= 0) : null);
        Add("startsWith", (text, call) => call[0] is StringValue part ? JavaScriptValues.Of(text.StartsWith(part.Value, StringComparison.Ordinal)) : null);
        Add("endsWith", (text, call) => call[0] is StringValue part ? JavaScriptValues.Of(text.EndsWith(part.Value, StringComparison.Ordinal)) : null);
        Add("indexOf", (text, call) => call[0] is StringValue part ? new NumberValue(text.IndexOf(part.Value, StringComparison.Ordinal)) : null);
        Add("lastIndexOf", (text, call) => call[0] is StringValue part ? new NumberValue(text.LastIndexOf(part.Value, StringComparison.Ordinal)) : null);
        Add("charAt", (text, call) => Index(call, 0) is { } at ? new StringValue(at >= 0 && at < text.Length ? text[at].ToString() : "") : null);
        Add("at", (text, call) => Index(call, 0) is { } at && Relative(at, text.Length) is var i && i >= 0 && i < text.Length ? new StringValue(text[i].ToString()) : null);
        Add("slice", Slice);
        Add("substring", Substring);
        Add("repeat", (text, call) => Index(call, 0) is { } count and >= 0 && (long)count * text.Length < 1_000_000 ? new StringValue(string.Concat(Enumerable.Repeat(text, count))) : null);
        Add("padStart", (text, call) => Pad(text, call, start: true));
        Add("padEnd", (text, call) => Pad(text, call, start: false));
        StringPatterns.AddSmall(Add);
        StringPatterns.AddTo(methods);
        methods.Add("concat", new NativeFunction("concat", (interpreter, call) => Operators.Concatenate(interpreter.Fuel, [call.This, .. call.Arguments])));
        methods.Add("valueOf", Identity);
        return methods;
    }

    /// <summary>Pieces stay where the text did not change, so that SQL that is merely trimmed still maps to its literals.</summary>
    private static IReadOnlyList<JavaScriptValue> Unchanged(JavaScriptValue before, StringValue after) =>
        before is StringValue text && text.Value == after.Value ? text.Pieces : [];

    private static int? Index(HostCall call, int argument) =>
        call[argument] is UndefinedValue ? 0
        : JavaScriptValues.Number(call[argument]) is { } number && Math.Abs(number) < int.MaxValue ? (int)number : null;

    private static int Relative(int index, int length) => index < 0 ? Math.Max(0, length + index) : Math.Min(index, length);

    private static StringValue? Slice(string text, HostCall call)
    {
        if (Index(call, 0) is not { } from || Index(call, 1) is not { } to)
        {
            return null;
        }

        var start = Relative(from, text.Length);
        var end = call[1] is UndefinedValue ? text.Length : Relative(to, text.Length);
        return new StringValue(end > start ? text.Substring(start, end - start) : "");
    }

    private static StringValue? Substring(string text, HostCall call)
    {
        if (Index(call, 0) is not { } from || Index(call, 1) is not { } to)
        {
            return null;
        }

        var a = Math.Min(Math.Max(0, from), text.Length);
        var b = call[1] is UndefinedValue ? text.Length : Math.Min(Math.Max(0, to), text.Length);
        return new StringValue(text.Substring(Math.Min(a, b), Math.Abs(b - a)));
    }

    private static StringValue? Pad(string text, HostCall call, bool start)
    {
        if (Index(call, 0) is not { } width || width > 10_000 || (call[1] is UndefinedValue ? new StringValue(" ") : call[1]) is not StringValue { Value.Length: > 0 } fill)
        {
            return null;
        }

        var padding = "";
        while (padding.Length < width - text.Length)
        {
            padding += fill.Value;
        }

        padding = padding.Substring(0, Math.Max(0, Math.Min(padding.Length, width - text.Length)));
        return new StringValue(start ? padding + text : text + padding);
    }
}
