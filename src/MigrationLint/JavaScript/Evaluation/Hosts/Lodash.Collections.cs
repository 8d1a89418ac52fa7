namespace MigrationLint.JavaScript.Evaluation.Hosts;

// How the functions of lodash look at collections and objects. What is not wholly known gives null: the result is not known either.
internal sealed partial class LodashPackage
{
    private static IReadOnlyList<JavaScriptValue>? Known(JavaScriptValue value) => value is ArrayValue { IsPartial: false } array ? [.. array.Elements]
        : value is UndefinedValue or NullValue ? [] : null;

    private static List<(JavaScriptValue Key, JavaScriptValue Value)>? Entries(JavaScriptValue value) => value switch
    {
        ArrayValue { IsPartial: false } array => [.. array.Elements.Select((element, index) => ((JavaScriptValue)new NumberValue(index), element))],
        ObjectValue { IsPartial: false } instance => [.. instance.Properties.Select(slot => ((JavaScriptValue)new StringValue(slot.Name), slot.Value))],
        UndefinedValue or NullValue => [],
        _ => null,
    };

    private static bool AreKnown(IReadOnlyList<JavaScriptValue> values) => values.All(value => value is not UnknownValue and not ConditionalValue and not TemplateValue);

    private static int? Count(JavaScriptValue value, int missing) =>
        value is UndefinedValue ? missing : value is NumberValue { Value: >= 0 and < int.MaxValue } number ? (int)number.Value : null;

    /// <summary>Applies a function, the name of a property, or a pattern of properties.</summary>
    private static JavaScriptValue Apply(Interpreter interpreter, HostCall call, int position, JavaScriptValue value, JavaScriptValue key)
    {
        interpreter.Fuel.Spend();
        switch (call[position])
        {
            case UndefinedValue:
                return value;
            case StringValue or ArrayValue when Path(call[position]) is { } path:
                return Follow(interpreter, value, path, call);
            case ObjectValue { IsPartial: false } pattern when value is ObjectValue instance:
                var same = pattern.Properties.Select(slot => Operators.Equal("===", instance.Find(slot.Name)?.Value ?? JavaScriptValues.Undefined, slot.Value)).ToList();
                return same.Contains(false) ? JavaScriptValues.False : same.Contains(null) ? JavaScriptValues.Computed("matches", value) : JavaScriptValues.True;
            default:
                return interpreter.CallValue(call[position], call with { Arguments = [value, key], This = JavaScriptValues.Undefined });
        }
    }

    private static List<(JavaScriptValue Value, bool Truth)>? Truths(Interpreter interpreter, HostCall call)
    {
        var tested = Entries(call[0])?.Select(entry => (entry.Value, Truth: JavaScriptValues.Truth(Apply(interpreter, call, 1, entry.Value, entry.Key)))).ToList();
        return tested is null || tested.Exists(entry => entry.Truth is null) ? null : tested.ConvertAll(entry => (entry.Value, entry.Truth == true));
    }

    private static ArrayValue? Filter(Interpreter interpreter, HostCall call, bool keeps) =>
        Truths(interpreter, call) is { } truths ? new ArrayValue(truths.Where(entry => entry.Truth == keeps).Select(entry => entry.Value)) : null;

    private static List<(JavaScriptValue Key, List<JavaScriptValue> Values)>? Group(Interpreter interpreter, HostCall call)
    {
        var groups = new List<(JavaScriptValue Key, List<JavaScriptValue> Values)>();
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in Entries(call[0]) ?? [])
        {
            var key = Apply(interpreter, call, 1, entry.Value, entry.Key);
            if (JavaScriptValues.Text(key) is not { } name)
            {
                return null;
            }

            if (!positions.TryGetValue(name, out var position))
            {
                position = groups.Count;
                positions.Add(name, position);
                groups.Add((key, []));
            }

            groups[position].Values.Add(entry.Value);
        }

        return Entries(call[0]) is null ? null : groups;
    }

    private static ArrayValue? Sort(Interpreter interpreter, HostCall call)
    {
        var keyed = Entries(call[0])?.ConvertAll(entry => (entry.Value, Key: Apply(interpreter, call, 1, entry.Value, entry.Key)));
        return keyed is null ? null
            : keyed.TrueForAll(entry => entry.Key is NumberValue) ? new ArrayValue(keyed.OrderBy(entry => ((NumberValue)entry.Key).Value).Select(entry => entry.Value))
            : keyed.TrueForAll(entry => entry.Key is StringValue) ? new ArrayValue(keyed.OrderBy(entry => ((StringValue)entry.Key).Value, StringComparer.Ordinal).Select(entry => entry.Value))
            : null;
    }

    private static ArrayValue Flatten(IReadOnlyList<JavaScriptValue> elements) => new(elements.SelectMany(element => element is ArrayValue inner ? inner.Elements : [element]))
    {
        IsPartial = elements.Any(element => element is ArrayValue { IsPartial: true }),
    };

    private static ArrayValue? Distinct(IReadOnlyList<JavaScriptValue> elements) => AreKnown(elements)
        ? new ArrayValue(elements.Where((element, index) => !elements.Take(index).Any(earlier => JavaScriptValues.AreSame(earlier, element))))
        : null;

    private static ArrayValue? Except(IReadOnlyList<JavaScriptValue> elements, IReadOnlyList<JavaScriptValue> others) => AreKnown(elements) && AreKnown(others)
        ? new ArrayValue(elements.Where(element => !others.Any(other => JavaScriptValues.AreSame(element, other))))
        : null;

    private static ArrayValue? Range(Interpreter interpreter, HostCall call)
    {
        var (from, to) = call[1] is UndefinedValue ? (0, (call[0] as NumberValue)?.Value) : ((call[0] as NumberValue)?.Value, (call[1] as NumberValue)?.Value);
        var step = call[2] is NumberValue given ? given.Value : from <= to ? 1 : -1;
        if (from is not { } start || to is not { } end || step == 0 || (end - start) / step > MaximumCount)
        {
            return null;
        }

        var numbers = new List<JavaScriptValue>();
        for (var number = start; step > 0 ? number < end : number > end; number += step)
        {
            interpreter.Fuel.Spend();
            numbers.Add(new NumberValue(number));
        }

        return new ArrayValue(numbers);
    }

    /// <summary>The steps of a path: <c>a.b[0]</c>, or an array of names.</summary>
    private static List<string>? Path(JavaScriptValue path) => path switch
    {
        StringValue text => [.. text.Value.Replace("[", ".").Replace("]", "").Split(['.'], StringSplitOptions.RemoveEmptyEntries)],
        ArrayValue { IsPartial: false } array when array.Elements.TrueForAll(step => JavaScriptValues.Text(step) is not null) => [.. array.Elements.Select(step => JavaScriptValues.Text(step)!)],
        NumberValue number => [JavaScriptValues.Text(number.Value)],
        _ => null,
    };

    private static JavaScriptValue Follow(Interpreter interpreter, JavaScriptValue value, List<string> path, HostCall call)
    {
        foreach (var step in path)
        {
            if (JavaScriptValues.IsNullish(value) == true)
            {
                return JavaScriptValues.Undefined;
            }

            value = interpreter.GetMember(value, step, call.Location);
        }

        return value;
    }

    private static JavaScriptValue? Set(Interpreter interpreter, HostCall call)
    {
        if (Path(call[1]) is not { Count: > 0 } path)
        {
            return null;
        }

        var target = call[0];
        foreach (var step in path.Take(path.Count - 1))
        {
            var next = interpreter.GetMember(target, step, call.Location);
            if (next is UndefinedValue)
            {
                next = new ObjectValue();
                interpreter.SetMember(target, step, next, call.Location);
            }

            target = next;
        }

        interpreter.SetMember(target, path[path.Count - 1], call[2], call.Location);
        return call[0];
    }

    private static HashSet<string>? Names(HostCall call)
    {
        var flat = Flatten([.. call.Arguments.Skip(1)]);
        return flat.IsPartial || !flat.Elements.TrueForAll(name => name is StringValue) ? null : new HashSet<string>(flat.Elements.Select(name => ((StringValue)name).Value), StringComparer.Ordinal);
    }

    private static ObjectValue? Select(JavaScriptValue value, Func<PropertySlot, bool> keeps)
    {
        if (value is not ObjectValue instance)
        {
            return null;
        }

        var result = new ObjectValue { IsPartial = instance.IsPartial };
        foreach (var slot in instance.Properties.Where(keeps))
        {
            result.Set(slot);
        }

        return result;
    }

    private static ObjectValue? SelectBy(Interpreter interpreter, HostCall call, bool keeps)
    {
        if (call[0] is not ObjectValue { IsPartial: false } instance)
        {
            return null;
        }

        var truths = instance.Properties.ToDictionary(slot => slot.Name, slot => JavaScriptValues.Truth(Apply(interpreter, call, 1, slot.Value, new StringValue(slot.Name))));
        return truths.ContainsValue(null) ? null : Select(instance, slot => truths[slot.Name] == keeps);
    }

    private static ObjectValue? Objects(IEnumerable<(JavaScriptValue Key, JavaScriptValue Value)>? pairs)
    {
        if (pairs is null)
        {
            return null;
        }

        var result = new ObjectValue();
        foreach (var (key, value) in pairs)
        {
            if (key is null || JavaScriptValues.Text(key) is not { } name)
            {
                return null;
            }

            result.Set(new PropertySlot(name, value, value.Origin));
        }

        return result;
    }

    private static JavaScriptValue Assign(Interpreter interpreter, HostCall call, bool onlyMissing)
    {
        if (call[0] is ObjectValue target)
        {
            foreach (var source in call.Arguments.Skip(1))
            {
                if (onlyMissing && source is ObjectValue instance)
                {
                    interpreter.CopyProperties(target, Select(instance, slot => target.Find(slot.Name)?.Value is null or UndefinedValue)!);
                }
                else
                {
                    interpreter.CopyProperties(target, source);
                }
            }
        }

        return call[0];
    }

    private static JavaScriptValue Merge(Interpreter interpreter, JavaScriptValue target, IEnumerable<JavaScriptValue> sources)
    {
        foreach (var source in sources)
        {
            MergeInto(interpreter, target, source, MaximumDepth);
        }

        return target;
    }

    private static void MergeInto(Interpreter interpreter, JavaScriptValue target, JavaScriptValue source, int depth)
    {
        interpreter.Fuel.Spend();
        if (target is not ObjectValue into || source is not ObjectValue from || depth == 0)
        {
            if (target is ObjectValue partial && source is not UndefinedValue and not NullValue)
            {
                interpreter.Journal.Touch(partial);
                partial.IsPartial = true;
            }

            return;
        }

        interpreter.Journal.Touch(into);
        into.IsPartial |= from.IsPartial;
        foreach (var slot in from.Properties.Where(slot => slot.Value is not UndefinedValue))
        {
            if (slot.Value is ObjectValue { Class: null } inner && into.Find(slot.Name)?.Value is ObjectValue existing)
            {
                MergeInto(interpreter, existing, inner, depth - 1);
            }
            else if (slot.Value is ArrayValue { IsPartial: false } update && into.Find(slot.Name)?.Value is ArrayValue { IsPartial: false } old)
            {
                into.Set(slot with { Value = new ArrayValue([.. update.Elements, .. old.Elements.Skip(update.Elements.Count)]) });
            }
            else
            {
                into.Set(slot with { Value = Clone(interpreter, slot.Value, depth) });
            }
        }
    }

    private static JavaScriptValue Clone(Interpreter interpreter, JavaScriptValue value, int depth)
    {
        interpreter.Fuel.Spend();
        switch (value)
        {
            case ObjectValue { Class: null } instance when depth > 0:
                var copy = new ObjectValue { IsPartial = instance.IsPartial, Origin = instance.Origin };
                foreach (var slot in instance.Properties)
                {
                    copy.Set(slot with { Value = Clone(interpreter, slot.Value, depth - 1) });
                }

                return copy;
            case ArrayValue array when depth > 0:
                return new ArrayValue(array.Elements.Select(element => Clone(interpreter, element, depth - 1))) { IsPartial = array.IsPartial, Origin = array.Origin };
            default:
                return value;
        }
    }
}
