namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

// Methods that cut, sort and search.
internal static partial class ArrayMethods
{
    private const int MaximumLength = 100_000;

    private static void AddMore(Action<string, Func<Interpreter, ArrayValue, HostCall, JavaScriptValue?>> add)
    {
        add("splice", Splice);
        add("sort", (interpreter, array, call) => SortInPlace(interpreter, array, call));
        add("toSorted", (interpreter, array, call) => SortInPlace(interpreter, new ArrayValue(array.Elements) { IsPartial = array.IsPartial }, call));
        add("toSpliced", (interpreter, array, call) => new ArrayValue(array.Elements) { IsPartial = array.IsPartial } is var copy && Splice(interpreter, copy, call) is not null ? copy : null);
        add("with", (_, array, call) => !array.IsPartial && call[0] is NumberValue { Value: >= 0 } index && index.Value < array.Elements.Count
            ? new ArrayValue(array.Elements.Select((element, position) => position == (int)index.Value ? call[1] : element))
            : null);
        add("reduceRight", (interpreter, array, call) => array.IsPartial ? null : Reduce(interpreter, array, call, fromRight: true));
        add("findLast", (interpreter, array, call) => array.IsPartial ? null : Search(interpreter, Reversed(array), call, element => element, JavaScriptValues.Undefined, stopAt: true));
        add("findLastIndex", (interpreter, array, call) => array.IsPartial
            ? null
            : Search(interpreter, Reversed(array), call, element => new NumberValue(array.Elements.LastIndexOf(element)), new NumberValue(-1), stopAt: true));
        add("lastIndexOf", (_, array, call) => Includes(array, call[0]) is BooleanValue && !array.IsPartial
            ? new NumberValue(array.Elements.FindLastIndex(element => JavaScriptValues.AreSame(element, call[0])))
            : null);
        add("fill", (interpreter, array, call) => Fill(interpreter, array, call));
    }

    private static ArrayValue Reversed(ArrayValue array) => new(Enumerable.Reverse(array.Elements));

    private static ArrayValue? Splice(Interpreter interpreter, ArrayValue array, HostCall call)
    {
        if (array.IsPartial || call[0] is not NumberValue start || call[1] is not UndefinedValue and not NumberValue || call.HasUnknownArguments)
        {
            interpreter.Journal.Touch(array);
            array.IsPartial = true;
            return null;
        }

        interpreter.Fuel.Spend(1 + array.Elements.Count);
        interpreter.Journal.Touch(array);
        var count = array.Elements.Count;
        var from = (int)(start.Value < 0 ? Math.Max(0, count + start.Value) : Math.Min(count, start.Value));
        var length = call.Arguments.Count < 2 ? count - from : (int)Math.Max(0, Math.Min(count - from, (call[1] as NumberValue)?.Value ?? 0));
        var removed = array.Elements.GetRange(from, length);
        array.Elements.RemoveRange(from, length);
        array.Elements.InsertRange(from, call.Arguments.Skip(2));
        return new ArrayValue(removed);
    }

    private static ArrayValue? Fill(Interpreter interpreter, ArrayValue array, HostCall call)
    {
        if (array.IsPartial || call[1] is not UndefinedValue)
        {
            return null;
        }

        interpreter.Fuel.Spend(1 + array.Elements.Count);
        interpreter.Journal.Touch(array);
        for (var i = 0; i < array.Elements.Count; i++)
        {
            array.Elements[i] = call[0];
        }

        return array;
    }

    /// <summary>Sorts as the function says; where it cannot tell, the order of the elements is not known.</summary>
    private static ArrayValue SortInPlace(Interpreter interpreter, ArrayValue array, HostCall call)
    {
        interpreter.Journal.Touch(array);
        var isKnown = !array.IsPartial && array.Elements.Count < MaximumLength;
        List<JavaScriptValue>? sorted = null;
        if (isKnown && call[0] is UndefinedValue)
        {
            var texts = array.Elements.ConvertAll(JavaScriptValues.Text);
            sorted = texts.TrueForAll(text => text is not null) ? [.. array.Elements.OrderBy(element => JavaScriptValues.Text(element)!, StringComparer.Ordinal)] : null;
        }
        else if (isKnown)
        {
            sorted = Merge(interpreter, array.Elements, call, ref isKnown);
        }

        if (sorted is null || !isKnown)
        {
            array.IsPartial = true;
            return array;
        }

        array.Elements.Clear();
        array.Elements.AddRange(sorted);
        return array;
    }

    /// <summary>A merge sort: stable, as that of JavaScript is, and content with any function.</summary>
    private static List<JavaScriptValue> Merge(Interpreter interpreter, List<JavaScriptValue> elements, HostCall call, ref bool isKnown)
    {
        if (elements.Count < 2 || !isKnown)
        {
            return elements;
        }

        var half = elements.Count / 2;
        var left = Merge(interpreter, elements.GetRange(0, half), call, ref isKnown);
        var right = Merge(interpreter, elements.GetRange(half, elements.Count - half), call, ref isKnown);
        var result = new List<JavaScriptValue>(elements.Count);
        var (i, j) = (0, 0);
        while (isKnown && i < left.Count && j < right.Count)
        {
            interpreter.Fuel.Spend();
            var order = JavaScriptValues.Number(Run(interpreter, call, left[i], right[j]));
            isKnown &= order is not null;
            result.Add(order > 0 ? right[j++] : left[i++]);
        }

        result.AddRange(left.Skip(i));
        result.AddRange(right.Skip(j));
        return result;
    }

    private static ArrayValue FlattenDeep(Interpreter interpreter, ArrayValue array, int depth)
    {
        for (; depth > 0 && array.Elements.Exists(element => element is ArrayValue); depth--)
        {
            interpreter.Fuel.Spend(array.Elements.Count);
            array = Flatten(array.Elements, array.IsPartial);
        }

        return new ArrayValue(array.Elements) { IsPartial = array.IsPartial };
    }
}
