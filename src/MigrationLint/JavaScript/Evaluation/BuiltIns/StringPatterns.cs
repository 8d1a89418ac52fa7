using System.Text.RegularExpressions;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>The methods of strings that look for texts or regular expressions.</summary>
internal static class StringPatterns
{
    /// <summary>Adds them to those of strings.</summary>
    public static void AddTo(Dictionary<string, NativeFunction> methods)
    {
        void Add(string name, Func<Interpreter, string, HostCall, JavaScriptValue?> body) => methods[name] = new NativeFunction(name, (interpreter, call) =>
        {
            interpreter.UseAsPart(call[1]);
            return (call.This is StringValue text ? body(interpreter, text.Value, call) : null) ?? JavaScriptValues.Computed(name, [call.This, .. call.Arguments]);
        });

        Add("split", Split);
        Add("replace", (interpreter, text, call) => Replace(interpreter, text, call, all: false));
        Add("replaceAll", (interpreter, text, call) => Replace(interpreter, text, call, all: true));
        Add("match", Match);
        Add("matchAll", MatchAll);
        Add("search", (interpreter, text, call) => call[0] is RegExpValue pattern && RegularExpressions.Compile(pattern) is { } regex
            ? RegularExpressions.Run(interpreter, text, () => regex.Match(text) is { Success: true } match ? new NumberValue(match.Index) : new NumberValue(-1))
            : null);
    }

    /// <summary><c>pattern.test(text)</c> and <c>pattern.exec(text)</c>.</summary>
    public static JavaScriptValue? Ask(Interpreter interpreter, HostCall call, bool tests)
    {
        // With the flag g, the expression remembers where it was.
        if (call.This is not RegExpValue pattern || JavaScriptValues.Text(call[0]) is not { } text || (RegularExpressions.IsGlobal(pattern) && !tests)
            || RegularExpressions.Compile(pattern) is not { } regex)
        {
            return null;
        }

        return RegularExpressions.Run<JavaScriptValue>(interpreter, text, () =>
        {
            var match = regex.Match(text);
            return tests ? JavaScriptValues.Of(match.Success) : match.Success ? RegularExpressions.Describe(match) : JavaScriptValues.Null;
        });
    }

    private static ArrayValue? Split(Interpreter interpreter, string text, HostCall call)
    {
        var limit = call[1] is UndefinedValue ? int.MaxValue : JavaScriptValues.Number(call[1]) is { } number and >= 0 and < int.MaxValue ? (int)number : -1;
        if (limit < 0 || Parts(interpreter, text, call[0]) is not { } parts)
        {
            return null;
        }

        interpreter.Fuel.Spend(1 + (text.Length / 4));
        var file = (call.This as StringValue)?.File;
        return new ArrayValue(parts.Take(limit).Select(part => part is null ? JavaScriptValues.Undefined : (JavaScriptValue)new StringValue(part) { File = file }));
    }

    private static IEnumerable<string?>? Parts(Interpreter interpreter, string text, JavaScriptValue separator)
    {
        switch (separator)
        {
            case UndefinedValue:
                return [text];
            case StringValue { Value.Length: 0 }:
                return text.Select(character => character.ToString());
            case StringValue known:
                return text.Split([known.Value], StringSplitOptions.None);
            case RegExpValue pattern when RegularExpressions.Compile(pattern) is { } regex:
                return RegularExpressions.Run<List<string?>>(interpreter, text, () => SplitBy(regex, text));
            default:
                return null;
        }
    }

    private static List<string?> SplitBy(Regex regex, string text)
    {
        var parts = new List<string?>();
        var from = 0;
        foreach (Match match in regex.Matches(text))
        {
            // An empty match parts characters, but not at either end.
            if (match.Length == 0 && (match.Index == from || match.Index == text.Length))
            {
                if (match.Index == 0 || match.Index == text.Length)
                {
                    continue;
                }
            }

            parts.Add(text.Substring(from, match.Index - from));
            parts.AddRange(match.Groups.Cast<Group>().Skip(1).Select(group => group.Success ? group.Value : null));
            from = match.Index + match.Length;
        }

        parts.Add(text.Substring(from));
        return parts;
    }

    private static JavaScriptValue? Replace(Interpreter interpreter, string text, HostCall call, bool all)
    {
        var (regex, isGlobal) = call[0] switch
        {
            RegExpValue pattern => (RegularExpressions.Compile(pattern), RegularExpressions.IsGlobal(pattern)),
            StringValue sought => (RegularExpressions.Literal(sought.Value), all),
            _ => (null, false),
        };
        var replacement = call[1] is FunctionValue or NativeFunction ? null : JavaScriptValues.Text(call[1]);
        if (regex is null || (replacement is null && call[1] is not FunctionValue and not NativeFunction))
        {
            return null;
        }

        var matches = RegularExpressions.Run<List<Match>>(interpreter, text, () => isGlobal ? [.. regex.Matches(text).Cast<Match>()] : regex.Match(text) is { Success: true } one ? [one] : []);
        if (matches is null)
        {
            return null;
        }

        if (matches.Count == 0)
        {
            return call.This;
        }

        var pieces = new List<JavaScriptValue>();
        var from = 0;
        foreach (var match in matches)
        {
            interpreter.Fuel.Spend();
            pieces.Add(new StringValue(text.Substring(from, match.Index - from)));
            pieces.Add(replacement is not null ? new StringValue(RegularExpressions.Expand(replacement, match, text)) : Called(interpreter, call, match, text));
            from = match.Index + match.Length;
        }

        pieces.Add(new StringValue(text.Substring(from)));
        return Join(interpreter, pieces, call.This);
    }

    private static JavaScriptValue Called(Interpreter interpreter, HostCall call, Match match, string text) => interpreter.CallValue(call[1], call with
    {
        Arguments = [.. match.Groups.Cast<Group>().Select(RegularExpressions.Value), new NumberValue(match.Index), new StringValue(text)],
        This = JavaScriptValues.Undefined,
    });

    /// <summary>The text as one string: the stretches in between have no place of their own.</summary>
    private static JavaScriptValue Join(Interpreter interpreter, List<JavaScriptValue> pieces, JavaScriptValue original)
    {
        if (Operators.Concatenate(interpreter.Fuel, pieces) is not StringValue joined)
        {
            return Operators.Concatenate(interpreter.Fuel, pieces);
        }

        return new StringValue(joined.Value) { Origin = original.Origin, File = (original as StringValue)?.File };
    }

    private static JavaScriptValue? Match(Interpreter interpreter, string text, HostCall call)
    {
        var pattern = call[0] as RegExpValue ?? (call[0] is StringValue source ? new RegExpValue("/" + source.Value + "/") : null);
        if (pattern is null || RegularExpressions.Compile(pattern) is not { } regex)
        {
            return null;
        }

        return RegularExpressions.Run<JavaScriptValue>(interpreter, text, () =>
        {
            if (!RegularExpressions.IsGlobal(pattern))
            {
                return regex.Match(text) is { Success: true } match ? RegularExpressions.Describe(match) : JavaScriptValues.Null;
            }

            var all = regex.Matches(text).Cast<Match>().Select(match => new StringValue(match.Value)).ToList();
            return all.Count == 0 ? JavaScriptValues.Null : new ArrayValue(all);
        });
    }

    private static ArrayValue? MatchAll(Interpreter interpreter, string text, HostCall call) => call[0] is RegExpValue pattern && RegularExpressions.Compile(pattern) is { } regex
        ? RegularExpressions.Run<ArrayValue>(interpreter, text, () => new ArrayValue(regex.Matches(text).Cast<Match>().Select(RegularExpressions.Describe)))
        : null;

    /// <summary>What is known of a string with holes: it can be trimmed.</summary>
    public static JavaScriptValue? GetOfTemplate(string name) => name switch
    {
        "trim" or "trimStart" or "trimEnd" => new NativeFunction(name, (_, call) => call.This is TemplateValue template ? Trim(template, name) : call.This),
        "toString" or "valueOf" => new NativeFunction(name, (_, call) => call.This),
        "concat" => new NativeFunction(name, (interpreter, call) => Operators.Concatenate(interpreter.Fuel, [call.This, .. call.Arguments])),
        _ => null,
    };

    private static TemplateValue Trim(TemplateValue template, string name)
    {
        var pieces = template.Pieces.ToList();
        void Change(int index, Func<string, string> change)
        {
            if (pieces[index] is StringValue text && change(text.Value) is var changed && changed.Length < text.Value.Length)
            {
                pieces[index] = new StringValue(changed) { Origin = text.Origin, File = text.File };
            }
        }

        if (name != "trimEnd" && pieces.Count > 0)
        {
            Change(0, text => text.TrimStart());
        }

        if (name != "trimStart" && pieces.Count > 0)
        {
            Change(pieces.Count - 1, text => text.TrimEnd());
        }

        return new TemplateValue(pieces) { Origin = template.Origin };
    }

    /// <summary>Methods that look at single characters, or compare.</summary>
    public static void AddSmall(Action<string, Func<string, HostCall, JavaScriptValue?>> add)
    {
        add("charCodeAt", (text, call) => At(text, call) is { } character ? new NumberValue(character) : new NumberValue(double.NaN));
        add("codePointAt", (text, call) => At(text, call) is { } character && !char.IsSurrogate(character) ? new NumberValue(character) : null);
        add("normalize", (text, _) => text.All(character => character < 128) ? new StringValue(text) : null);
        add("localeCompare", (text, call) => call[0] is StringValue other && text.All(IsPlain) && other.Value.All(IsPlain)
            ? new NumberValue(Math.Sign(string.CompareOrdinal(text, other.Value)))
            : null);
        add("substr", (text, call) => call[0] is NumberValue from && (call[1] is UndefinedValue || call[1] is NumberValue)
            ? Part(text, (int)(from.Value < 0 ? Math.Max(0, text.Length + from.Value) : Math.Min(text.Length, from.Value)), (call[1] as NumberValue)?.Value ?? text.Length)
            : null);
        add("toLocaleLowerCase", (text, _) => new StringValue(text.ToLowerInvariant()));
        add("toLocaleUpperCase", (text, _) => new StringValue(text.ToUpperInvariant()));
    }

    private static StringValue Part(string text, int from, double length) => new(text.Substring(from, (int)Math.Max(0, Math.Min(length, text.Length - from))));

    private static bool IsPlain(char character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static char? At(string text, HostCall call) =>
        (call[0] is UndefinedValue ? 0 : JavaScriptValues.Number(call[0])) is { } index && index >= 0 && index < text.Length ? text[(int)index] : null;
}
