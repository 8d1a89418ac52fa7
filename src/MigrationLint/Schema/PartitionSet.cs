using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>
/// The partitions of a table, and their bounds in order (<c>PartitionBoundInfo</c>, <c>partbounds.c</c>): whether a new one overlaps is a look-up, however many there are. Immutable.
/// </summary>
internal sealed class PartitionSet
{
    private static readonly Comparer<ObjectId> ById = Comparer<ObjectId>.Create(static (left, right) => left.Value.CompareTo(right.Value));

    private static readonly Comparer<(int Modulus, int Remainder)> ByModulus = Comparer<(int Modulus, int Remainder)>.Create(static (left, right) =>
        left.Modulus.CompareTo(right.Modulus) is var order and not 0 ? order : left.Remainder.CompareTo(right.Remainder));

    private readonly PartitionOrder? order;
    private PersistentMap<ObjectId, (string Text, PartitionBound? Bound)> parts = PersistentMap<ObjectId, (string Text, PartitionBound? Bound)>.Empty(ById);
    private PersistentMap<(int Modulus, int Remainder), ObjectId> remainders = PersistentMap<(int Modulus, int Remainder), ObjectId>.Empty(ByModulus);
    private PersistentMap<(PartitionBound Bound, ObjectId Part), bool> ranges;
    private PersistentMap<string, ObjectId> values;

    private PartitionSet(PartitionOrder? order)
    {
        this.order = order;
        var comparer = order ?? new PartitionOrder([]);
        ranges = PersistentMap<(PartitionBound Bound, ObjectId Part), bool>.Empty(comparer);
        values = PersistentMap<string, ObjectId>.Empty(comparer);
    }

    /// <summary>No partitions, of a table of which nothing is known.</summary>
    public static PartitionSet Empty { get; } = new(null);

    /// <summary>The partition that takes what no other does; none where there is none.</summary>
    public ObjectId Default { get; private set; }

    /// <summary>These partitions in the order of their table's key.</summary>
    /// <param name="whole">The partitioned table; null where it is not there.</param>
    public PartitionSet For(Table? whole)
    {
        var wanted = whole is null ? null : PartitionOrder.Of(whole);
        if (wanted is null || (order is not null && wanted.IsSame(order)))
        {
            return this;
        }

        var changed = new PartitionSet(wanted);
        foreach (var pair in parts)
        {
            changed.Add(pair.Key, pair.Value.Text);
        }

        return changed;
    }

    /// <summary>These partitions and one more.</summary>
    /// <param name="part">The partition.</param>
    /// <param name="bound">Its bound, as <c>pg_get_expr</c> shows it.</param>
    public PartitionSet With(ObjectId part, string bound)
    {
        var changed = (PartitionSet)MemberwiseClone();
        changed.Add(part, bound);
        return changed;
    }

    /// <summary>These partitions without one.</summary>
    public PartitionSet Without(ObjectId part)
    {
        if (!parts.TryGetValue(part, out var known))
        {
            return this;
        }

        var changed = (PartitionSet)MemberwiseClone();
        changed.parts = parts.Remove(part);
        changed.Default = Default == part ? ObjectId.None : Default;
        if (known.Bound is { } bound)
        {
            changed.ranges = bound.Upper.Count > 0 ? ranges.Remove((bound, part)) : ranges;
            changed.remainders = bound.Modulus > 0 && remainders.TryGetValue((bound.Modulus, bound.Remainder), out var held) && held == part ? remainders.Remove((bound.Modulus, bound.Remainder)) : remainders;
            foreach (var value in bound.Values)
            {
                changed.values = changed.values.TryGetValue(value, out var holder) && holder == part ? changed.values.Remove(value) : changed.values;
            }
        }

        return changed;
    }

    /// <summary>Reads a bound; null for DEFAULT, and where the key of the table is not known.</summary>
    public PartitionBound? Read(string bound) => order is null ? null : PartitionBound.Read(bound, order.Columns);

    /// <summary>True for a range in which nothing lies.</summary>
    public bool IsEmpty(PartitionBound bound) => order is not null && order.IsEmpty(bound);

    /// <summary>True where its modulus divides the next larger one, and the next smaller one divides it.</summary>
    public bool HasFittingModulus(PartitionBound bound)
    {
        var (modulus, end) = (bound.Modulus, (bound.Modulus, int.MaxValue));
        return modulus == 0
            || (remainders.From(end).Take(1).All(larger => larger.Key.Modulus % modulus == 0) && remainders.DownFrom(end).Take(1).All(smaller => modulus % smaller.Key.Modulus == 0));
    }

    /// <summary>The first partition that has a part of a bound (<c>check_new_partition_bound</c>); none where there is none, or that is not known.</summary>
    public ObjectId FindOverlapping(PartitionBound bound) =>
        bound.Modulus > 0 ? FindHash(bound) : bound.Upper.Count > 0 ? FindRange(bound) : bound.Values.Select(value => values.TryGetValue(value, out var part) ? part : default).FirstOrDefault(part => !part.IsNone);

    private void Add(ObjectId part, string text)
    {
        var bound = text.Contains("?") ? null : Read(text);
        parts = parts.Set(part, (text, bound));
        if (text == "DEFAULT")
        {
            Default = part;
        }

        if (bound is null)
        {
            return;
        }

        ranges = bound.Upper.Count > 0 ? ranges.Set((bound, part), true) : ranges;
        remainders = bound.Modulus > 0 ? remainders.Set((bound.Modulus, bound.Remainder), part) : remainders;
        foreach (var value in bound.Values)
        {
            values = values.Set(value, part);
        }
    }

    // The range that begins last before it, and those that begin within it. Ranges do not overlap one another, so that it is at most a step to the one or to a first other.
    private ObjectId FindRange(PartitionBound bound)
    {
        var start = (bound, new ObjectId(int.MaxValue));
        var before = ranges.DownFrom(start).Take(1);
        var within = ranges.From(start).TakeWhile(pair => order!.Compare(pair.Key.Bound.Lower, bound.Upper) < 0);
        return before.Concat(within).Where(pair => order!.Overlap(bound, pair.Key.Bound)).Select(pair => pair.Key.Part).FirstOrDefault();
    }

    // A row of this remainder has one of few remainders of each smaller modulus, and of a larger one some.
    private ObjectId FindHash(PartitionBound bound)
    {
        var moduli = new List<int>();
        for (var next = remainders.FirstOrDefault(); next.Key.Modulus > 0; next = remainders.From((next.Key.Modulus, int.MaxValue)).FirstOrDefault())
        {
            moduli.Add(next.Key.Modulus);
        }

        var greatest = moduli.LastOrDefault();
        for (var remainder = greatest == 0 ? 0L : bound.Remainder % greatest; remainder < greatest; remainder += bound.Modulus)
        {
            foreach (var modulus in moduli)
            {
                if (remainders.TryGetValue((modulus, (int)(remainder % modulus)), out var part))
                {
                    return part;
                }
            }
        }

        return ObjectId.None;
    }
}
