namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary><c>Map</c> and <c>Set</c>.</summary>
internal static class CollectionMethods
{
    private static readonly Dictionary<string, NativeFunction> Methods = Build();

    /// <summary>Reads a property; null where there is none.</summary>
    public static JavaScriptValue? Get(CollectionValue collection, string name) => name == "size"
        ? collection.IsPartial ? JavaScriptValues.Computed("size", collection) : new NumberValue(collection.Entries.Count)
        : Methods.TryGetValue(name, out var method) ? method : null;

    /// <summary><c>new Map(entries)</c>, <c>new Set(elements)</c>.</summary>
    public static CollectionValue Construct(Interpreter interpreter, HostCall call, bool isMap)
    {
        var result = new CollectionValue(isMap) { Origin = call.Location };
        if (call[0] is UndefinedValue or NullValue)
        {
            return result;
        }

        var elements = interpreter.Elements(call[0], out var isPartial);
        result.IsPartial = isPartial;
        foreach (var element in elements)
        {
            if (!isMap)
            {
                result.Set(element, element);
            }
            else if (element is ArrayValue { Elements.Count: >= 1 } pair)
            {
                result.Set(pair.Elements[0], pair.Elements.Count > 1 ? pair.Elements[1] : JavaScriptValues.Undefined);
            }
            else
            {
                result.IsPartial = true;
            }
        }

        return result;
    }

    private static Dictionary<string, NativeFunction> Build()
    {
        var methods = new Dictionary<string, NativeFunction>(StringComparer.Ordinal);
        void Add(string name, Func<Interpreter, CollectionValue, HostCall, JavaScriptValue?> body) => methods.Add(name, new NativeFunction(name, (interpreter, call) =>
            (call.This is CollectionValue collection ? body(interpreter, collection, call) : null) ?? JavaScriptValues.Computed(name, [call.This, .. call.Arguments])));

        Add("get", (_, map, call) => Find(map, call[0], out var isKnown) is var index && index >= 0 ? map.Entries[index].Value : isKnown ? JavaScriptValues.Undefined : null);
        Add("has", (_, map, call) => Find(map, call[0], out var isKnown) >= 0 ? JavaScriptValues.True : isKnown ? JavaScriptValues.False : null);
        Add("set", (interpreter, map, call) => Set(interpreter, map, call[0], call[1]));
        Add("add", (interpreter, set, call) => Set(interpreter, set, call[0], call[0]));
        Add("delete", Delete);
        Add("clear", (interpreter, map, _) =>
        {
            interpreter.Journal.Touch(map);
            map.Clear();
            return JavaScriptValues.Undefined;
        });
        Add("forEach", ForEach);
        Add("keys", (_, map, _) => new ArrayValue(map.Entries.Select(entry => entry.Key)) { IsPartial = map.IsPartial });
        Add("values", (_, map, _) => new ArrayValue(map.Entries.Select(entry => entry.Value)) { IsPartial = map.IsPartial });
        Add("entries", (_, map, _) => new ArrayValue(map.Entries.Select(entry => new ArrayValue([entry.Key, entry.Value]))) { IsPartial = map.IsPartial });
        return methods;
    }

    private static int Find(CollectionValue map, JavaScriptValue key, out bool isKnown)
    {
        isKnown = CollectionValue.IsKnown(key) && !map.IsPartial;
        return CollectionValue.IsKnown(key) ? map.IndexOf(key) : -1;
    }

    private static CollectionValue Set(Interpreter interpreter, CollectionValue map, JavaScriptValue key, JavaScriptValue value)
    {
        interpreter.Fuel.Spend();
        interpreter.Journal.Touch(map);
        map.Set(key, value);
        return map;
    }

    private static BooleanValue? Delete(Interpreter interpreter, CollectionValue map, HostCall call)
    {
        interpreter.Fuel.Spend(1 + (map.Entries.Count / 8));
        interpreter.Journal.Touch(map);
        var index = Find(map, call[0], out var isKnown);
        if (index >= 0)
        {
            map.RemoveAt(index);
            return JavaScriptValues.True;
        }

        map.IsPartial |= !isKnown;
        return isKnown ? JavaScriptValues.False : null;
    }

    private static UndefinedValue ForEach(Interpreter interpreter, CollectionValue map, HostCall call)
    {
        void Run(JavaScriptValue key, JavaScriptValue value) => interpreter.CallValue(call[0], call with { Arguments = [value, key, map], This = JavaScriptValues.Undefined });
        foreach (var entry in map.Entries.ToList())
        {
            interpreter.Fuel.Spend();
            Run(entry.Key, entry.Value);
        }

        if (map.IsPartial)
        {
            var element = JavaScriptValues.Computed("element", map);
            interpreter.BranchLoop(element, () =>
            {
                Run(JavaScriptValues.Computed("key", map), element);
                return JavaScriptValues.Undefined;
            });
        }

        return JavaScriptValues.Undefined;
    }
}
