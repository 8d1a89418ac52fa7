namespace MigrationLint.JavaScript.Evaluation;

/// <summary>A <c>Map</c>, or a <c>Set</c>, whose elements are keys and values both.</summary>
internal sealed class CollectionValue(bool isMap) : JavaScriptValue, ITracked
{
    private const int SmallCount = 16;
    private List<KeyValuePair<JavaScriptValue, JavaScriptValue>> entries = [];
    private Dictionary<string, int>? positions;

    /// <summary>True for a <c>Map</c>.</summary>
    public bool IsMap { get; } = isMap;

    /// <summary>The entries that are known, in the order in which they were added.</summary>
    public IReadOnlyList<KeyValuePair<JavaScriptValue, JavaScriptValue>> Entries => entries;

    /// <summary>True where there may be more, or other, entries than are known.</summary>
    public bool IsPartial { get; set; }

    int ITracked.Size => entries.Count;

    /// <summary>True for a key that can be compared.</summary>
    public static bool IsKnown(JavaScriptValue key) => key is not UnknownValue and not ConditionalValue and not TemplateValue;

    /// <summary>The position of a key; negative where it is not there.</summary>
    public int IndexOf(JavaScriptValue key)
    {
        if (entries.Count > SmallCount && NameOf(key) is { } name)
        {
            if (positions is null)
            {
                positions = new Dictionary<string, int>(StringComparer.Ordinal);
                for (var i = 0; i < entries.Count; i++)
                {
                    if (NameOf(entries[i].Key) is { } known)
                    {
                        positions[known] = i;
                    }
                }
            }

            return positions.TryGetValue(name, out var position) ? position : -1;
        }

        return entries.FindIndex(entry => JavaScriptValues.AreSame(entry.Key, key));
    }

    /// <summary>Adds or replaces an entry. The journal must have been told before.</summary>
    public void Set(JavaScriptValue key, JavaScriptValue value)
    {
        if (!IsKnown(key))
        {
            IsPartial = true;
        }

        var index = IsKnown(key) ? IndexOf(key) : -1;
        if (index >= 0)
        {
            entries[index] = new(key, value);
            return;
        }

        entries.Add(new(key, value));
        if (positions is not null && NameOf(key) is { } name)
        {
            positions[name] = entries.Count - 1;
        }
    }

    /// <summary>Removes an entry. The journal must have been told before.</summary>
    public void RemoveAt(int index)
    {
        entries.RemoveAt(index);
        positions = null;
    }

    /// <summary>Removes all. The journal must have been told before.</summary>
    public void Clear()
    {
        entries.Clear();
        positions = null;
        IsPartial = false;
    }

    object ITracked.Capture() => new State([.. entries], IsPartial);

    void ITracked.Restore(object state)
    {
        var saved = (State)state;
        entries = [.. saved.Entries];
        positions = null;
        IsPartial = saved.IsPartial;
    }

    object ITracked.Join(StateJoin join, object whenTrue, object whenFalse)
    {
        var (left, right) = ((State)whenTrue, (State)whenFalse);
        var joined = new CollectionValue(IsMap);
        foreach (var entry in left.Entries)
        {
            joined.Set(entry.Key, entry.Value);
        }

        foreach (var entry in right.Entries)
        {
            var index = joined.IndexOf(entry.Key);
            joined.Set(entry.Key, index < 0 ? entry.Value : join.Of(joined.entries[index].Value, entry.Value));
        }

        return new State(joined.entries, left.IsPartial || right.IsPartial || join.IsLoop || joined.entries.Count != left.Entries.Count || joined.entries.Count != right.Entries.Count);
    }

    private static string? NameOf(JavaScriptValue key) => key switch
    {
        StringValue text => "s" + text.Value,
        NumberValue number => "n" + JavaScriptValues.Text(number.Value),
        _ => null,
    };

    private sealed record State(List<KeyValuePair<JavaScriptValue, JavaScriptValue>> Entries, bool IsPartial);
}
