using System.Text.RegularExpressions;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>The package <c>lodash</c>: the functions that data is usually put into shape with. Others give what is not known.</summary>
internal sealed partial class LodashPackage : HostObject
{
    private const int MaximumDepth = 32;
    private const int MaximumCount = 100_000;
    private static readonly string[] Prefixes = ["lodash/", "lodash-es/", "lodash."];
    private static readonly Regex Word = new(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\x00-\x7f]+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Dictionary<string, Func<Interpreter, HostCall, JavaScriptValue?>> Functions = Build();

    /// <summary>The whole package, or the function that a specifier such as <c>lodash/get</c> names; null for other packages.</summary>
    public static JavaScriptValue? Find(string specifier)
    {
        if (specifier is "lodash" or "lodash-es" or "underscore" or "lodash/lodash")
        {
            return new LodashPackage();
        }

        var prefix = Prefixes.FirstOrDefault(start => specifier.StartsWith(start, StringComparison.Ordinal));
        return prefix is null || specifier.StartsWith("lodash/fp", StringComparison.Ordinal) ? null : FindFunction(specifier.Substring(prefix.Length).Replace(".js", ""));
    }

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name is "default" or "_"
        ? this
        : FindFunction(name) ?? base.Get(interpreter, name, location);

    private static NativeFunction? FindFunction(string name) => Functions.TryGetValue(name, out var function)
        ? new NativeFunction(name, (interpreter, call) => function(interpreter, call) ?? JavaScriptValues.Computed(name, [.. call.Arguments]))
        : null;

    private static Dictionary<string, Func<Interpreter, HostCall, JavaScriptValue?>> Build()
    {
        var functions = new Dictionary<string, Func<Interpreter, HostCall, JavaScriptValue?>>(StringComparer.Ordinal);
        AddObjects(functions);
        AddCollections(functions);
        AddArrays(functions);
        AddTexts(functions);
        AddTests(functions);
        return functions;
    }

    private static void AddObjects(Dictionary<string, Func<Interpreter, HostCall, JavaScriptValue?>> functions)
    {
        functions["get"] = (interpreter, call) => Path(call[1]) is { } path ? Follow(interpreter, call[0], path, call) is var found and not UndefinedValue ? found : call[2] : null;
        functions["has"] = (interpreter, call) => Path(call[1]) is { } path && call[0] is ObjectValue or ArrayValue
            ? Follow(interpreter, call[0], path, call) switch { UnknownValue => null, UndefinedValue => JavaScriptValues.False, _ => JavaScriptValues.True }
            : null;
        functions["set"] = Set;
        functions["pick"] = (_, call) => Names(call) is { } names ? Select(call[0], slot => names.Contains(slot.Name)) : null;
        functions["omit"] = (_, call) => Names(call) is { } names ? Select(call[0], slot => !names.Contains(slot.Name)) : null;
        functions["pickBy"] = (interpreter, call) => SelectBy(interpreter, call, keeps: true);
        functions["omitBy"] = (interpreter, call) => SelectBy(interpreter, call, keeps: false);
        functions["merge"] = (interpreter, call) => Merge(interpreter, call[0], call.Arguments.Skip(1));
        functions["assign"] = functions["extend"] = functions["assignIn"] = (interpreter, call) => Assign(interpreter, call, onlyMissing: false);
        functions["defaults"] = (interpreter, call) => Assign(interpreter, call, onlyMissing: true);
        functions["clone"] = (interpreter, call) => Clone(interpreter, call[0], 1);
        functions["cloneDeep"] = (interpreter, call) => Clone(interpreter, call[0], MaximumDepth);
        functions["keys"] = (interpreter, call) => Entries(call[0])?.Select(entry => entry.Key).ToList() is { } keys ? new ArrayValue(keys) : null;
        functions["values"] = (interpreter, call) => Entries(call[0])?.Select(entry => entry.Value).ToList() is { } values ? new ArrayValue(values) : null;
        functions["toPairs"] = functions["entries"] = (_, call) => Entries(call[0]) is { } entries
            ? new ArrayValue(entries.Select(entry => new ArrayValue([entry.Key, entry.Value])))
            : null;
        functions["fromPairs"] = (_, call) => Objects(Known(call[0])?.Select(pair => pair is ArrayValue { Elements.Count: >= 2 } two ? (two.Elements[0], two.Elements[1]) : default));
        functions["zipObject"] = (_, call) => Known(call[0]) is { } keys && Known(call[1]) is { } values
            ? Objects(keys.Select((key, index) => (key, index < values.Count ? values[index] : JavaScriptValues.Undefined)))
            : null;
        functions["invert"] = (_, call) => Objects(Entries(call[0])?.Select(entry => (entry.Value, entry.Key)));
        functions["mapValues"] = (interpreter, call) => Objects(Entries(call[0])?.Select(entry => (entry.Key, Apply(interpreter, call, 1, entry.Value, entry.Key))));
        functions["mapKeys"] = (interpreter, call) => Objects(Entries(call[0])?.Select(entry => (Apply(interpreter, call, 1, entry.Value, entry.Key), entry.Value)));
    }

    private static void AddCollections(Dictionary<string, Func<Interpreter, HostCall, JavaScriptValue?>> functions)
    {
        functions["map"] = (interpreter, call) => Entries(call[0])?.Select(entry => Apply(interpreter, call, 1, entry.Value, entry.Key)).ToList() is { } mapped ? new ArrayValue(mapped) : null;
        functions["flatMap"] = (interpreter, call) =>
            Entries(call[0])?.Select(entry => Apply(interpreter, call, 1, entry.Value, entry.Key)).ToList() is { } mapped ? Flatten(mapped) : null;
        functions["forEach"] = functions["each"] = functions["forOwn"] = functions["forIn"] = (interpreter, call) =>
        {
            foreach (var entry in Entries(call[0]) ?? [])
            {
                Apply(interpreter, call, 1, entry.Value, entry.Key);
            }

            return Entries(call[0]) is null ? null : call[0];
        };
        functions["filter"] = (interpreter, call) => Filter(interpreter, call, keeps: true);
        functions["reject"] = (interpreter, call) => Filter(interpreter, call, keeps: false);
        functions["find"] = (interpreter, call) => Truths(interpreter, call) is { } truths ? truths.Find(entry => entry.Truth).Value ?? JavaScriptValues.Undefined : null;
        functions["findIndex"] = (interpreter, call) => Truths(interpreter, call) is { } truths ? new NumberValue(truths.FindIndex(entry => entry.Truth)) : null;
        functions["some"] = (interpreter, call) => Truths(interpreter, call) is { } truths ? JavaScriptValues.Of(truths.Exists(entry => entry.Truth)) : null;
        functions["every"] = (interpreter, call) => Truths(interpreter, call) is { } truths ? JavaScriptValues.Of(truths.TrueForAll(entry => entry.Truth)) : null;
        functions["reduce"] = (interpreter, call) => Entries(call[0])?.Aggregate(
            call[2],
            (sum, entry) => interpreter.CallValue(call[1], call with { Arguments = [sum, entry.Value, entry.Key], This = JavaScriptValues.Undefined }));
        functions["includes"] = (interpreter, call) => call[0] is StringValue or ArrayValue ? interpreter.CallMethod(call[0], "includes", call with { Arguments = [call[1]] }) : null;
        functions["size"] = (_, call) => call[0] is StringValue text ? new NumberValue(text.Value.Length) : Entries(call[0])?.Count is { } count ? new NumberValue(count) : null;
        functions["keyBy"] = (interpreter, call) => Objects(Entries(call[0])?.Select(entry => (Apply(interpreter, call, 1, entry.Value, entry.Key), entry.Value)));
        functions["groupBy"] = (interpreter, call) => Group(interpreter, call) is { } groups ? Objects(groups.Select(group => (group.Key, (JavaScriptValue)new ArrayValue(group.Values)))) : null;
        functions["countBy"] = (interpreter, call) => Group(interpreter, call) is { } groups ? Objects(groups.Select(group => (group.Key, (JavaScriptValue)new NumberValue(group.Values.Count)))) : null;
        functions["partition"] = (interpreter, call) => Truths(interpreter, call) is { } truths
            ? new ArrayValue([
                new ArrayValue(truths.Where(entry => entry.Truth).Select(entry => entry.Value)), new ArrayValue(truths.Where(entry => !entry.Truth).Select(entry => entry.Value))])
            : null;
        functions["sortBy"] = (interpreter, call) => Sort(interpreter, call);
    }

    private static void AddArrays(Dictionary<string, Func<Interpreter, HostCall, JavaScriptValue?>> functions)
    {
        void Add(string name, Func<IReadOnlyList<JavaScriptValue>, HostCall, JavaScriptValue?> body) =>
            functions[name] = (interpreter, call) =>
            {
                if (Known(call[0]) is not { } elements)
                {
                    return null;
                }

                // Those that compare do it with each other element.
                interpreter.Fuel.Spend(1 + elements.Count + (int)Math.Min(int.MaxValue / 2, (long)elements.Count * (call[1] is ArrayValue others ? others.Elements.Count : elements.Count) / 256));
                return body(elements, call);
            };
        Add("first", (elements, _) => elements.Count > 0 ? elements[0] : JavaScriptValues.Undefined);
        functions["head"] = functions["first"];
        Add("last", (elements, _) => elements.Count > 0 ? elements[elements.Count - 1] : JavaScriptValues.Undefined);
        Add("tail", (elements, _) => new ArrayValue(elements.Skip(1)));
        Add("initial", (elements, _) => new ArrayValue(elements.Take(Math.Max(0, elements.Count - 1))));
        Add("take", (elements, call) => Count(call[1], 1) is { } count ? new ArrayValue(elements.Take(count)) : null);
        Add("drop", (elements, call) => Count(call[1], 1) is { } count ? new ArrayValue(elements.Skip(count)) : null);
        Add("chunk", (elements, call) => Count(call[1], 1) is { } size and > 0
            ? new ArrayValue(elements.Select((element, index) => (element, index)).GroupBy(entry => entry.index / size).Select(chunk => new ArrayValue(chunk.Select(entry => entry.element))))
            : null);
        Add("compact", (elements, _) => elements.All(element => JavaScriptValues.Truth(element) is not null)
            ? new ArrayValue(elements.Where(element => JavaScriptValues.Truth(element) == true))
            : null);
        Add("flatten", (elements, _) => Flatten(elements));
        functions["flattenDeep"] = (interpreter, call) => call[0] is ArrayValue array ? interpreter.CallMethod(array, "flat", call with { Arguments = [new NumberValue(MaximumDepth)], This = array }) : null;
        Add("uniq", (elements, _) => Distinct(elements));
        Add("union", (_, call) => call.Arguments.Select(Known).ToList() is var lists && lists.TrueForAll(list => list is not null) ? Distinct([.. lists.SelectMany(list => list!)]) : null);
        Add("concat", (elements, call) => Flatten([.. elements, .. call.Arguments.Skip(1)]));
        Add("without", (elements, call) => Except(elements, [.. call.Arguments.Skip(1)]));
        Add("difference", (elements, call) => Known(call[1]) is { } others ? Except(elements, others) : null);
        Add("intersection", (elements, call) => Known(call[1]) is { } others && AreKnown(elements) && AreKnown(others)
            ? new ArrayValue(elements.Where(element => others.Any(other => JavaScriptValues.AreSame(element, other))))
            : null);
        Add("reverse", (elements, _) => new ArrayValue(elements.Reverse()));
        Add("zip", (elements, call) => Known(call[1]) is { } others
            ? new ArrayValue(elements.Zip(others, (left, right) => new ArrayValue([left, right])))
            : null);
        Add("sum", (elements, _) => elements.All(element => element is NumberValue) ? new NumberValue(elements.Sum(element => ((NumberValue)element).Value)) : null);
        Add("max", (elements, _) => elements.Count > 0 && elements.All(element => element is NumberValue) ? new NumberValue(elements.Max(element => ((NumberValue)element).Value)) : null);
        Add("min", (elements, _) => elements.Count > 0 && elements.All(element => element is NumberValue) ? new NumberValue(elements.Min(element => ((NumberValue)element).Value)) : null);
        functions["uniqBy"] = (interpreter, call) => Known(call[0])?.Select(element => (element, Key: Apply(interpreter, call, 1, element, JavaScriptValues.Undefined))).ToList() is { } keyed
            && AreKnown([.. keyed.Select(entry => entry.Key)])
                ? new ArrayValue(keyed.Where((entry, index) => keyed.FindIndex(other => JavaScriptValues.AreSame(other.Key, entry.Key)) == index).Select(entry => entry.element))
                : null;
        functions["range"] = (interpreter, call) => Range(interpreter, call);
        functions["times"] = (interpreter, call) => Count(call[0], 0) is { } count and <= MaximumCount
            ? new ArrayValue([.. Enumerable.Range(0, count).Select(index => Apply(interpreter, call, 1, new NumberValue(index), JavaScriptValues.Undefined))])
            : null;
    }

    private static void AddTexts(Dictionary<string, Func<Interpreter, HostCall, JavaScriptValue?>> functions)
    {
        void Add(string name, Func<string, string> convert) => functions[name] = (_, call) => call[0] switch
        {
            UndefinedValue or NullValue => new StringValue(""),
            var value when JavaScriptValues.Text(value) is { } text => new StringValue(convert(text)) { Origin = value.Origin },
            _ => null,
        };
        Add("snakeCase", text => string.Join("_", Words(text).Select(word => word.ToLowerInvariant())));
        Add("kebabCase", text => string.Join("-", Words(text).Select(word => word.ToLowerInvariant())));
        Add("lowerCase", text => string.Join(" ", Words(text).Select(word => word.ToLowerInvariant())));
        Add("upperCase", text => string.Join(" ", Words(text).Select(word => word.ToUpperInvariant())));
        Add("startCase", text => string.Join(" ", Words(text).Select(word => Capital(word, lowersRest: false))));
        Add("camelCase", text => string.Concat(Words(text).Select((word, index) => index == 0 ? word.ToLowerInvariant() : Capital(word, lowersRest: true))));
        Add("upperFirst", text => Capital(text, lowersRest: false));
        Add("capitalize", text => Capital(text, lowersRest: true));
        Add("lowerFirst", text => text.Length == 0 ? text : text.Substring(0, 1).ToLowerInvariant() + text.Substring(1));
        Add("toUpper", text => text.ToUpperInvariant());
        Add("toLower", text => text.ToLowerInvariant());
        Add("toString", text => text);
        functions["words"] = (_, call) => call[0] is StringValue text && call[1] is UndefinedValue ? new ArrayValue(Words(text.Value).Select(word => new StringValue(word))) : null;
        foreach (var name in new[] { "trim", "trimStart", "trimEnd", "repeat", "padStart", "padEnd", "split", "replace", "startsWith", "endsWith", "join", "indexOf", "slice" })
        {
            functions[name] = (interpreter, call) => call[0] is StringValue or ArrayValue
                ? interpreter.CallMethod(call[0], name, call with { Arguments = [.. call.Arguments.Skip(1)], This = call[0] })
                : null;
        }
    }

    private static void AddTests(Dictionary<string, Func<Interpreter, HostCall, JavaScriptValue?>> functions)
    {
        void Add(string name, Func<JavaScriptValue, bool> test) =>
            functions[name] = (_, call) => call[0] is UnknownValue or ConditionalValue ? null : JavaScriptValues.Of(test(call[0]));
        Add("isString", value => value is StringValue or TemplateValue);
        Add("isNumber", value => value is NumberValue);
        Add("isBoolean", value => value is BooleanValue);
        Add("isArray", value => value is ArrayValue);
        Add("isFunction", value => JavaScriptValues.TypeOf(value) == "function");
        Add("isNil", value => value is UndefinedValue or NullValue);
        Add("isNull", value => value is NullValue);
        Add("isUndefined", value => value is UndefinedValue);
        Add("isPlainObject", value => value is ObjectValue { Class: null });
        Add("isObject", value => value is ObjectValue or ArrayValue or FunctionValue);
        Add("isInteger", value => value is NumberValue number && Math.Floor(number.Value).Equals(number.Value));
        functions["isEmpty"] = (_, call) => call[0] switch
        {
            StringValue text => JavaScriptValues.Of(text.Value.Length == 0),
            NumberValue or BooleanValue or UndefinedValue or NullValue => JavaScriptValues.True,
            var value => Entries(value)?.Count is { } count ? JavaScriptValues.Of(count == 0) : null,
        };
        functions["isEqual"] = (_, call) => JsonText.Write(call[0]) is { } left && JsonText.Write(call[1]) is { } right ? JavaScriptValues.Of(left == right) : null;
        functions["identity"] = (_, call) => call[0];
        functions["noop"] = (_, _) => JavaScriptValues.Undefined;
        functions["constant"] = (_, call) => new NativeFunction("constant", (_, _) => call[0]);
        functions["once"] = functions["memoize"] = functions["debounce"] = functions["throttle"] = (_, call) => call[0];
    }

    private static string Capital(string word, bool lowersRest) => word.Length == 0
        ? word
        : word.Substring(0, 1).ToUpperInvariant() + (lowersRest ? word.Substring(1).ToLowerInvariant() : word.Substring(1));

    private static IEnumerable<string> Words(string text) =>
        Word.Matches(text.Replace("'", "")).Cast<Match>().Select(match => match.Value);
}
