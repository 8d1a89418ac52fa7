using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>
/// A value of the abstract interpreter: known, partly known (an object with <see cref="ObjectValue.IsPartial"/>, a string with holes,
/// a <see cref="ConditionalValue"/>) or <see cref="UnknownValue"/>.
/// </summary>
internal abstract class JavaScriptValue
{
    /// <summary>The expression that made the value; null for values that no source wrote.</summary>
    public SourceSpan? Origin { get; init; }
}

/// <summary><c>undefined</c>.</summary>
internal sealed class UndefinedValue : JavaScriptValue;

/// <summary><c>null</c>.</summary>
internal sealed class NullValue : JavaScriptValue;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class BooleanValue(bool value) : JavaScriptValue
{
    /// <summary>The value.</summary>
    public bool Value { get; } = value;
}

/// <summary>A number.</summary>
internal sealed class NumberValue(double value) : JavaScriptValue
{
    /// <summary>The value.</summary>
    public double Value { get; } = value;
}

/// <summary>A string that is known to its last character.</summary>
internal sealed class StringValue(string value) : JavaScriptValue
{
    /// <summary>The value.</summary>
    public string Value { get; } = value;

    /// <summary>For a string that was put together: what it was put together from, in order. Each piece has the <see cref="JavaScriptValue.Origin"/> of its literal.</summary>
    public IReadOnlyList<JavaScriptValue> Pieces { get; init; } = [];

    /// <summary>The path, as the program gave it, of the file that the text was read from; null for others.</summary>
    public string? File { get; init; }
}

/// <summary>A string of which only some stretches are known.</summary>
/// <param name="pieces">In order: known stretches are <see cref="StringValue"/>s, all others are holes.</param>
internal sealed class TemplateValue(IReadOnlyList<JavaScriptValue> pieces) : JavaScriptValue
{
    /// <summary>In order: known stretches are <see cref="StringValue"/>s, all others are holes.</summary>
    public IReadOnlyList<JavaScriptValue> Pieces { get; } = pieces;
}

/// <summary>A regular expression.</summary>
/// <param name="text">As written, with slashes and flags.</param>
internal sealed class RegExpValue(string text) : JavaScriptValue
{
    /// <summary>As written, with slashes and flags.</summary>
    public string Text { get; } = text;
}

/// <summary>A value that depends on what is not known.</summary>
internal sealed class UnknownValue(UnknownSource source, string detail) : JavaScriptValue
{
    /// <summary>What it depends on.</summary>
    public UnknownSource Source { get; } = source;

    /// <summary>The variable's name, the module's specifier, or the reason as a clause.</summary>
    public string Detail { get; } = detail;

    /// <summary>For computed values: what went into the operation, the receiver of a method first (<c>url.includes('x')</c>: detail <c>includes</c>, inputs the url and <c>'x'</c>).</summary>
    public IReadOnlyList<JavaScriptValue> Inputs { get; init; } = [];

    /// <summary>
    /// For a variable whose name reaches the read as a value (<c>requireEnv('DB_HOST')</c>): the read in the helper. Where the name is written is the origin.
    /// </summary>
    public SourceSpan? ReadAt { get; init; }
}

/// <summary>Why a value is not known.</summary>
internal enum UnknownSource
{
    /// <summary>An environment variable, named by the detail.</summary>
    Environment,

    /// <summary>An import that is no file of the project, or cannot be read, named by the detail.</summary>
    Module,

    /// <summary>What is computed from other unknown values, a call that is not followed, fuel that ran out.</summary>
    Computed,
}

/// <summary>A property of an <see cref="ObjectValue"/>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Location">The property or assignment that set it; null for what no source wrote.</param>
internal sealed record PropertySlot(string Name, JavaScriptValue Value, SourceSpan? Location);

/// <summary>An object, its own properties in the order in which JavaScript lists them.</summary>
internal sealed class ObjectValue : JavaScriptValue, ITracked
{
    private const int SmallCount = 16;
    private readonly List<PropertySlot> properties = [];
    private Dictionary<string, int>? positions;

    /// <summary>The properties that are known.</summary>
    public IReadOnlyList<PropertySlot> Properties => properties;

    /// <summary>True where there may be more, or other values, than are known: an unknown spread or computed key.</summary>
    public bool IsPartial { get; set; }

    /// <summary>For an error: the name of its constructor.</summary>
    public string? ErrorName { get; init; }

    /// <summary>What it inherits from; null where that is nothing of the program.</summary>
    public ObjectValue? Prototype { get; init; }

    /// <summary>For the exports of a module: the module, which may pass on names of others.</summary>
    public ModuleRecord? Module { get; init; }

    /// <summary>The property of that name; null where none is known.</summary>
    public PropertySlot? Find(string name) => PositionOf(name) is var position && position >= 0 ? properties[position] : null;

    /// <summary>Sets a property; one that exists keeps its place.</summary>
    public void Set(PropertySlot slot)
    {
        var index = PositionOf(slot.Name);
        if (index < 0 && IndexOf(slot.Name) is { } number)
        {
            // Indices stand before names, in the order of their numbers.
            var before = properties.FindLastIndex(other => IndexOf(other.Name) is { } known && known < number) + 1;
            if (before < properties.Count)
            {
                positions = null;
            }
            else
            {
                positions?.Add(slot.Name, before);
            }

            properties.Insert(before, slot);
        }
        else if (index < 0)
        {
            positions?.Add(slot.Name, properties.Count);
            properties.Add(slot);
        }
        else
        {
            properties[index] = slot;
        }
    }

    private static long? IndexOf(string name) => name.Length is > 0 and < 10 && name[0] is >= '0' and <= '9' && (name[0] != '0' || name.Length == 1)
        && long.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Removes a property, if it is there.</summary>
    public void Remove(string name)
    {
        positions = null;
        properties.RemoveAll(slot => slot.Name == name);
    }

    /// <summary>The class that made the object; null for plain objects.</summary>
    internal ClassValue? Class { get; set; }

    /// <summary>True for the namespace of an ES module, where <c>default</c> is but one of the names.</summary>
    internal bool IsNamespace { get; init; }

    int ITracked.Size => properties.Count;

    object ITracked.Capture() => new ObjectState([.. properties], IsPartial);

    void ITracked.Restore(object state)
    {
        var saved = (ObjectState)state;
        positions = null;
        properties.Clear();
        properties.AddRange(saved.Slots);
        IsPartial = saved.IsPartial;
    }

    object ITracked.Join(StateJoin join, object whenTrue, object whenFalse)
    {
        var (left, right) = ((ObjectState)whenTrue, (ObjectState)whenFalse);
        var slots = new List<PropertySlot>();
        foreach (var slot in left.Slots)
        {
            var other = right.Slots.Find(candidate => candidate.Name == slot.Name);
            slots.Add(slot with { Value = join.Of(slot.Value, other?.Value ?? JavaScriptValues.Undefined) });
        }

        foreach (var slot in right.Slots.Where(slot => !left.Slots.Exists(known => known.Name == slot.Name)))
        {
            slots.Add(slot with { Value = join.Of(JavaScriptValues.Undefined, slot.Value) });
        }

        return new ObjectState(slots, left.IsPartial || right.IsPartial || join.IsLoop);
    }

    private int PositionOf(string name)
    {
        if (properties.Count <= SmallCount)
        {
            positions = null;
            return properties.FindIndex(slot => slot.Name == name);
        }

        positions ??= properties.Select((slot, index) => (slot.Name, index)).ToDictionary(entry => entry.Name, entry => entry.index, StringComparer.Ordinal);
        return positions.TryGetValue(name, out var position) ? position : -1;
    }

    private sealed record ObjectState(List<PropertySlot> Slots, bool IsPartial);
}

/// <summary>An array.</summary>
internal sealed class ArrayValue(IEnumerable<JavaScriptValue> elements) : JavaScriptValue, ITracked
{
    /// <summary>The elements that are known.</summary>
    public List<JavaScriptValue> Elements { get; } = [.. elements];

    /// <summary>For the texts that a tag gets: the texts as they are written.</summary>
    public ArrayValue? Raw { get; init; }

    /// <summary>True where there may be more elements, anywhere.</summary>
    public bool IsPartial { get; set; }

    int ITracked.Size => Elements.Count;

    object ITracked.Capture() => new ArrayState([.. Elements], IsPartial);

    void ITracked.Restore(object state)
    {
        var saved = (ArrayState)state;
        Elements.Clear();
        Elements.AddRange(saved.Elements);
        IsPartial = saved.IsPartial;
    }

    object ITracked.Join(StateJoin join, object whenTrue, object whenFalse)
    {
        var (left, right) = ((ArrayState)whenTrue, (ArrayState)whenFalse);
        var (shorter, longer) = left.Elements.Count <= right.Elements.Count ? (left.Elements, right.Elements) : (right.Elements, left.Elements);
        var joined = longer.Select((element, index) => index >= shorter.Count
            ? element
            : join.Of(left.Elements[index], right.Elements[index]));
        return new ArrayState([.. joined], left.IsPartial || right.IsPartial || join.IsLoop || shorter.Count != longer.Count);
    }

    private sealed record ArrayState(List<JavaScriptValue> Elements, bool IsPartial);
}

/// <summary>Either of two values, since the test is not known.</summary>
internal sealed class ConditionalValue(JavaScriptValue test, JavaScriptValue whenTrue, JavaScriptValue whenFalse) : JavaScriptValue
{
    /// <summary>What decides: mostly an <see cref="UnknownValue"/>.</summary>
    public JavaScriptValue Test { get; } = test;

    /// <summary>The value when the test holds.</summary>
    public JavaScriptValue WhenTrue { get; } = whenTrue;

    /// <summary>The value when it does not.</summary>
    public JavaScriptValue WhenFalse { get; } = whenFalse;
}
