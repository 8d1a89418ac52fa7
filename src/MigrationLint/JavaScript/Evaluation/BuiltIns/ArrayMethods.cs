using System.Globalization;

namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>The methods of arrays.</summary>
internal static partial class ArrayMethods
{
    private static readonly string[] Iterating = ["forEach", "map", "filter", "flatMap", "some", "every", "find", "findIndex", "reduce"];
    private static readonly Dictionary<string, NativeFunction> Methods = Build();

    /// <summary>Reads a property of an array; null where there is none.</summary>
    public static JavaScriptValue? Get(ArrayValue array, string name)
    {
        if (name == "length")
        {
            return array.IsPartial ? JavaScriptValues.Computed("length", array) : new NumberValue(array.Elements.Count);
        }

        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return array.IsPartial ? JavaScriptValues.Computed("element", array)
                : index < array.Elements.Count ? array.Elements[index]
                : JavaScriptValues.Undefined;
        }

        if (name == "raw" && array.Raw is { } raw)
        {
            return raw;
        }

        return Methods.TryGetValue(name, out var method) ? method : array.IsPartial ? JavaScriptValues.Computed(name, array) : null;
    }

    /// <summary>Runs an iterating method on a value of which only the method's name says that it is an array; null for other methods.</summary>
    public static JavaScriptValue? CallOnUnknown(Interpreter interpreter, string method, HostCall call) =>
        Array.IndexOf(Iterating, method) >= 0 && call[0] is FunctionValue
            ? Methods[method].Body(interpreter, call with { This = new ArrayValue([]) { IsPartial = true, Origin = call.This.Origin } }) is var result and not UndefinedValue
                ? result is ArrayValue ? result : JavaScriptValues.Computed(method, call.This, result)
                : JavaScriptValues.Undefined
            : null;

    private static Dictionary<string, NativeFunction> Build()
    {
        var methods = new Dictionary<string, NativeFunction>(StringComparer.Ordinal);
        void Add(string name, Func<Interpreter, ArrayValue, HostCall, JavaScriptValue?> body) => methods.Add(name, new NativeFunction(name, (interpreter, call) =>
            (call.This is ArrayValue array ? body(interpreter, array, call) : null) ?? JavaScriptValues.Computed(name, [call.This, .. call.Arguments])));

        AddIterating(Add);
        AddMore(Add);
        Add("push", (interpreter, array, call) => Change(interpreter, array, elements => elements.AddRange(call.Arguments), call));
        Add("unshift", (interpreter, array, call) => Change(interpreter, array, elements => elements.InsertRange(0, call.Arguments), call));
        Add("pop", (interpreter, array, _) => Take(interpreter, array, array.Elements.Count - 1));
        Add("shift", (interpreter, array, _) => Take(interpreter, array, 0));
        Add("concat", Concat);
        Add("slice", (_, array, call) => Slice(array, call));
        Add("join", Join);
        Add("includes", (_, array, call) => Includes(array, call[0]));
        Add("indexOf", (_, array, call) => Includes(array, call[0]) is BooleanValue
            ? new NumberValue(array.Elements.FindIndex(element => JavaScriptValues.AreSame(element, call[0])))
            : null);
        Add("at", (_, array, call) => !array.IsPartial && JavaScriptValues.Number(call[0]) is { } index
            ? (index < 0 ? array.Elements.Count + index : index) is var at && at >= 0 && at < array.Elements.Count ? array.Elements[(int)at] : JavaScriptValues.Undefined
            : null);
        Add("reverse", (interpreter, array, call) => Change(interpreter, array, elements => elements.Reverse(), call) is not null ? array : null);
        Add("toReversed", (_, array, _) => new ArrayValue(Enumerable.Reverse(array.Elements)) { IsPartial = array.IsPartial });
        Add("flat", (interpreter, array, call) => call[0] is UndefinedValue or NumberValue ? FlattenDeep(interpreter, array, (int)Math.Min(32, (call[0] as NumberValue)?.Value ?? 1)) : null);
        Add("keys", (_, array, _) => new ArrayValue(array.Elements.Select((_, i) => new NumberValue(i))) { IsPartial = array.IsPartial });
        Add("values", (_, array, _) => new ArrayValue(array.Elements) { IsPartial = array.IsPartial });
        Add("entries", (_, array, _) => new ArrayValue(array.Elements.Select((element, i) => new ArrayValue([new NumberValue(i), element]))) { IsPartial = array.IsPartial });
        Add("toString", (interpreter, array, call) => Join(interpreter, array, call with { Arguments = [] }));
        return methods;
    }

    private static void AddIterating(Action<string, Func<Interpreter, ArrayValue, HostCall, JavaScriptValue?>> add)
    {
        add("forEach", (interpreter, array, call) =>
        {
            Visit(interpreter, array, call, (_, _) => true);
            return JavaScriptValues.Undefined;
        });
        add("map", (interpreter, array, call) =>
        {
            var results = new List<JavaScriptValue>();
            Visit(interpreter, array, call, (_, result) => Keep(results, result));
            return new ArrayValue(results) { IsPartial = array.IsPartial };
        });
        add("flatMap", (interpreter, array, call) =>
        {
            var results = new List<JavaScriptValue>();
            Visit(interpreter, array, call, (_, result) => Keep(results, result));
            return Flatten(results, array.IsPartial);
        });
        add("filter", (interpreter, array, call) =>
        {
            var (kept, isPartial) = (new List<JavaScriptValue>(), array.IsPartial);
            Visit(interpreter, array, call, (element, result) =>
            {
                var truth = JavaScriptValues.Truth(result);
                isPartial |= truth is null;
                return truth == false || Keep(kept, element);
            });
            return new ArrayValue(kept) { IsPartial = isPartial };
        });
        add("find", (interpreter, array, call) => Search(interpreter, array, call, whenFound: element => element, JavaScriptValues.Undefined, stopAt: true));
        add("findIndex", (interpreter, array, call) => Search(interpreter, array, call, element => new NumberValue(array.Elements.IndexOf(element)), new NumberValue(-1), stopAt: true));
        add("some", (interpreter, array, call) => Search(interpreter, array, call, _ => JavaScriptValues.True, JavaScriptValues.False, stopAt: true));
        add("every", (interpreter, array, call) => Search(interpreter, array, call, _ => JavaScriptValues.False, JavaScriptValues.True, stopAt: false));
        add("reduce", (interpreter, array, call) => Reduce(interpreter, array, call));
    }

    private static bool Keep(List<JavaScriptValue> list, JavaScriptValue value)
    {
        list.Add(value);
        return true;
    }

    private static JavaScriptValue Run(Interpreter interpreter, HostCall call, params JavaScriptValue[] arguments) =>
        interpreter.CallValue(call[0], call with { Arguments = arguments, This = JavaScriptValues.Undefined, HasUnknownArguments = false });

    /// <summary>Calls the function for each element, and for those that are not known once more.</summary>
    private static void Visit(Interpreter interpreter, ArrayValue array, HostCall call, Func<JavaScriptValue, JavaScriptValue, bool> handle)
    {
        var elements = array.Elements.ToList();
        for (var i = 0; i < elements.Count; i++)
        {
            interpreter.Fuel.Spend();
            if (!handle(elements[i], Run(interpreter, call, elements[i], new NumberValue(i), array)))
            {
                return;
            }
        }

        if (array.IsPartial)
        {
            var element = new UnknownValue(UnknownSource.Computed, "element") { Inputs = [array], Origin = array.Origin };
            JavaScriptValue result = JavaScriptValues.Undefined;
            interpreter.BranchLoop(element, () => result = Run(interpreter, call, element, JavaScriptValues.Computed("index"), array));
            handle(element, result);
        }
    }

    private static JavaScriptValue? Search(
        Interpreter interpreter, ArrayValue array, HostCall call, Func<JavaScriptValue, JavaScriptValue> whenFound, JavaScriptValue otherwise, bool stopAt)
    {
        JavaScriptValue? found = null;
        var isKnown = true;
        Visit(interpreter, array, call, (element, result) =>
        {
            var truth = JavaScriptValues.Truth(result);
            isKnown &= truth is not null;
            if (truth == stopAt && isKnown)
            {
                found = whenFound(element);
            }

            return found is null;
        });
        return found ?? (isKnown && !array.IsPartial ? otherwise : null);
    }

    private static JavaScriptValue? Reduce(Interpreter interpreter, ArrayValue array, HostCall call, bool fromRight = false)
    {
        var elements = fromRight ? Enumerable.Reverse(array.Elements).ToList() : array.Elements.ToList();
        var index = 0;
        var accumulated = call.Arguments.Count > 1 ? call[1] : null;
        foreach (var element in elements)
        {
            interpreter.Fuel.Spend();
            accumulated = accumulated is null ? element : Run(interpreter, call, accumulated, element, new NumberValue(fromRight ? array.Elements.Count - 1 - index : index), array);
            index++;
        }

        if (array.IsPartial)
        {
            var element = JavaScriptValues.Computed("element", array);
            var before = accumulated ?? element;
            var after = before;
            interpreter.BranchLoop(element, () => after = Run(interpreter, call, before, element, JavaScriptValues.Computed("index"), array));
            return JavaScriptValues.Conditional(element, after, before);
        }

        return accumulated;
    }

    private static NumberValue Change(Interpreter interpreter, ArrayValue array, Action<List<JavaScriptValue>> change, HostCall call)
    {
        interpreter.Fuel.Spend(1 + call.Arguments.Count);
        interpreter.Journal.Touch(array);
        change(array.Elements);
        array.IsPartial |= call.HasUnknownArguments;
        return new NumberValue(array.Elements.Count);
    }

    private static JavaScriptValue? Take(Interpreter interpreter, ArrayValue array, int index)
    {
        if (array.IsPartial)
        {
            return null;
        }

        if (array.Elements.Count == 0)
        {
            return JavaScriptValues.Undefined;
        }

        interpreter.Fuel.Spend(array.Elements.Count);
        interpreter.Journal.Touch(array);
        var taken = array.Elements[index];
        array.Elements.RemoveAt(index);
        return taken;
    }

    private static JavaScriptValue Concat(Interpreter interpreter, ArrayValue array, HostCall call)
    {
        var elements = array.Elements.ToList();
        var isPartial = array.IsPartial;
        foreach (var argument in call.Arguments)
        {
            if (argument is ArrayValue other)
            {
                elements.AddRange(other.Elements);
                isPartial |= other.IsPartial;
            }
            else
            {
                elements.Add(argument);
                isPartial |= argument is UnknownValue or ConditionalValue;
            }
        }

        interpreter.Fuel.Spend(elements.Count);
        return new ArrayValue(elements) { IsPartial = isPartial };
    }

    private static ArrayValue? Slice(ArrayValue array, HostCall call)
    {
        if (array.IsPartial || (call[0] is not UndefinedValue and not NumberValue) || (call[1] is not UndefinedValue and not NumberValue))
        {
            return null;
        }

        var count = array.Elements.Count;
        int At(JavaScriptValue value, int missing) => value is not NumberValue number ? missing
            : number.Value < 0 ? (int)Math.Max(0, count + number.Value) : (int)Math.Min(count, number.Value);
        var (from, to) = (At(call[0], 0), At(call[1], count));
        return new ArrayValue(array.Elements.Skip(from).Take(Math.Max(0, to - from)));
    }

    private static JavaScriptValue? Join(Interpreter interpreter, ArrayValue array, HostCall call)
    {
        if (array.IsPartial)
        {
            return null;
        }

        var separator = call[0] is UndefinedValue ? new StringValue(",") : call[0];
        var pieces = new List<JavaScriptValue>();
        foreach (var element in array.Elements)
        {
            interpreter.UseAsPart(element);
            if (pieces.Count > 0)
            {
                pieces.Add(separator);
            }

            pieces.Add(element is UndefinedValue or NullValue ? new StringValue("") : element);
        }

        return Operators.Concatenate(interpreter.Fuel, pieces);
    }

    private static BooleanValue? Includes(ArrayValue array, JavaScriptValue sought)
    {
        if (sought is UnknownValue or ConditionalValue or TemplateValue)
        {
            return null;
        }

        if (array.Elements.Exists(element => JavaScriptValues.AreSame(element, sought)))
        {
            return JavaScriptValues.True;
        }

        return array.IsPartial || array.Elements.Exists(element => element is UnknownValue or ConditionalValue or TemplateValue) ? null : JavaScriptValues.False;
    }

    private static ArrayValue Flatten(IReadOnlyList<JavaScriptValue> elements, bool isPartial) =>
        new(elements.SelectMany(element => element is ArrayValue inner ? inner.Elements : [element]))
        {
            IsPartial = isPartial || elements.Any(element => element is ArrayValue { IsPartial: true } or UnknownValue),
        };
}
