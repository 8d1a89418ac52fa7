namespace MigrationLint.JavaScript.Evaluation;

/// <summary>Something whose content changes while a program runs, so that a branch must be able to take it back.</summary>
internal interface ITracked
{
    /// <summary>How much a copy costs.</summary>
    int Size { get; }

    /// <summary>A copy of the content.</summary>
    object Capture();

    /// <summary>Puts back what <see cref="Capture"/> gave.</summary>
    void Restore(object state);

    /// <summary>The content when either of two may be there.</summary>
    object Join(StateJoin join, object whenTrue, object whenFalse);
}

/// <summary>How the states of two branches become one.</summary>
/// <param name="Test">What decides between them.</param>
/// <param name="IsLoop">True where the second state may come about any number of times, so that nothing exact is left of it.</param>
internal sealed record StateJoin(JavaScriptValue Test, bool IsLoop)
{
    /// <summary>The value that is one or the other.</summary>
    public JavaScriptValue Of(JavaScriptValue whenTrue, JavaScriptValue whenFalse)
    {
        if (ReferenceEquals(whenTrue, whenFalse) || JavaScriptValues.AreSame(whenTrue, whenFalse))
        {
            return whenTrue;
        }

        return IsLoop && !JavaScriptValues.IsContainer(whenFalse)
            ? new UnknownValue(UnknownSource.Computed, "loop") { Inputs = [whenTrue, whenFalse] }
            : JavaScriptValues.Conditional(Test, whenTrue, whenFalse);
    }
}

/// <summary>What a branch changed: the contents before and after.</summary>
internal sealed class Changes
{
    public Dictionary<ITracked, (object Before, object After)> Entries { get; } = [];
}

/// <summary>
/// Remembers what branches change. A branch on an unknown test runs both ways on the same objects: the first run is taken back,
/// the second runs, and what either changed is joined.
/// </summary>
internal sealed class Journal(Fuel fuel)
{
    private readonly Stack<Dictionary<ITracked, object>> frames = new();

    /// <summary>Must be called before every change of a tracked object.</summary>
    public void Touch(ITracked tracked)
    {
        if (frames.Count > 0 && !frames.Peek().ContainsKey(tracked))
        {
            fuel.Spend(1 + (tracked.Size / 8));
            frames.Peek().Add(tracked, tracked.Capture());
        }
    }

    /// <summary>How many branches remember.</summary>
    public int Depth => frames.Count;

    /// <summary>Begins to remember.</summary>
    public void Open() => frames.Push([]);

    /// <summary>Ends what <see cref="Open"/> began and takes the changes back.</summary>
    public Changes Close()
    {
        var changes = new Changes();
        foreach (var entry in frames.Pop())
        {
            changes.Entries.Add(entry.Key, (entry.Value, entry.Key.Capture()));
            entry.Key.Restore(entry.Value);
        }

        return changes;
    }

    /// <summary>Makes changes that were taken back.</summary>
    public void Apply(Changes changes)
    {
        foreach (var entry in changes.Entries)
        {
            Touch(entry.Key);
            entry.Key.Restore(entry.Value.After);
        }
    }

    /// <summary>Leaves either of two sets of changes, both of them taken back before.</summary>
    public void Join(StateJoin join, Changes whenTrue, Changes whenFalse)
    {
        foreach (var tracked in whenTrue.Entries.Keys.Concat(whenFalse.Entries.Keys.Where(key => !whenTrue.Entries.ContainsKey(key))).ToList())
        {
            Touch(tracked);
            var current = tracked.Capture();
            tracked.Restore(tracked.Join(
                join,
                whenTrue.Entries.TryGetValue(tracked, out var left) ? left.After : current,
                whenFalse.Entries.TryGetValue(tracked, out var right) ? right.After : current));
        }
    }
}
