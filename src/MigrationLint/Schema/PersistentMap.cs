using System.Collections;

namespace MigrationLint.Schema;

/// <summary>
/// A sorted map of which every version stays valid: two AVL trees that share what a change leaves alone. Changes and look-ups are logarithmic. What changed last is in
/// a small tree of its own, which is merged into the large one now and then: versions that are all kept then differ by a few nodes, however much the map holds.
/// </summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
internal sealed class PersistentMap<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
{
    private const int MostChanges = 32;

    private readonly Node? root;
    private readonly Node? changes;
    private readonly int changeCount;
    private readonly IComparer<TKey> comparer;

    private PersistentMap(Node? root, Node? changes, int changeCount, IComparer<TKey> comparer)
    {
        this.root = root;
        this.changes = changes;
        this.changeCount = changeCount;
        this.comparer = comparer;
    }

    /// <summary>The values in the order of their keys.</summary>
    public IEnumerable<TValue> Values => root is null && changes is null ? [] : this.Select(static pair => pair.Value);

    /// <summary>An empty map.</summary>
    public static PersistentMap<TKey, TValue> Empty(IComparer<TKey> comparer) => new(null, null, 0, comparer);

    /// <summary>Looks a key up.</summary>
    /// <returns>False where it is not there.</returns>
    public bool TryGetValue(TKey key, out TValue value)
    {
        var node = Find(changes, key) ?? Find(root, key);
        var isFound = node is { IsRemoved: false };
        value = isFound ? node!.Value : default!;
        return isFound;
    }

    /// <summary>The map with <paramref name="key"/> standing for <paramref name="value"/>.</summary>
    public PersistentMap<TKey, TValue> Set(TKey key, TValue value) => Change(key, value, isRemoved: false);

    /// <summary>The map without <paramref name="key"/>; this one where it is not there.</summary>
    public PersistentMap<TKey, TValue> Remove(TKey key) => TryGetValue(key, out _) ? Change(key, default!, isRemoved: true) : this;

    /// <summary>What it holds from <paramref name="key"/> on, in order.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> From(TKey key) => Merge(Walk(Seek(root, key), null), Walk(Seek(changes, key), null));

    /// <summary>What it holds from <paramref name="key"/> down, the largest first.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> DownFrom(TKey key) =>
        Merge(Walk(Seek(root, key, isDown: true), null, isDown: true), Walk(Seek(changes, key, isDown: true), null, isDown: true), isDown: true);

    /// <summary>The keys that stand for another value in another version, or in one of the two only, in order. What both versions share is not looked at.</summary>
    public IEnumerable<TKey> Differences(PersistentMap<TKey, TValue> other)
    {
        var keys = ReferenceEquals(root, other.root)
            ? Walk(new Stack<Node>(), changes).Concat(Walk(new Stack<Node>(), other.changes)).Select(static node => node.Key)
            : this.Concat(other).Select(static pair => pair.Key);
        var seen = new SortedSet<TKey>(comparer);
        foreach (var key in keys)
        {
            var (isHere, isThere) = (TryGetValue(key, out var here), other.TryGetValue(key, out var there));
            if (isHere != isThere || (isHere && !ReferenceEquals(here, there)))
            {
                seen.Add(key);
            }
        }

        return seen;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => Merge(Walk(new Stack<Node>(), root), Walk(new Stack<Node>(), changes)).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Node? Find(Node? node, TKey key)
    {
        while (node is not null)
        {
            var order = comparer.Compare(key, node.Key);
            if (order == 0)
            {
                return node;
            }

            node = order < 0 ? node.Left : node.Right;
        }

        return null;
    }

    private PersistentMap<TKey, TValue> Change(TKey key, TValue value, bool isRemoved)
    {
        var isNew = true;
        var changed = Insert(changes, key, value, isRemoved, ref isNew);
        var count = isNew ? changeCount + 1 : changeCount;
        return count <= MostChanges ? new(root, changed, count, comparer) : new(Apply(root, [.. Walk(new Stack<Node>(), changed)], 0, count), null, 0, comparer);
    }

    private Node Insert(Node? node, TKey key, TValue value, bool isRemoved, ref bool isNew)
    {
        if (node is null)
        {
            return new Node(key, value, isRemoved, null, null);
        }

        var order = comparer.Compare(key, node.Key);
        if (order == 0)
        {
            isNew = false;
            return new Node(key, value, isRemoved, node.Left, node.Right);
        }

        return order < 0 ? Balance(node, Insert(node.Left, key, value, isRemoved, ref isNew), node.Right) : Balance(node, node.Left, Insert(node.Right, key, value, isRemoved, ref isNew));
    }

    /// <summary>The tree with the changes from <paramref name="start"/> to <paramref name="end"/> in it: what they lead through is copied once.</summary>
    private Node? Apply(Node? node, Node[] sorted, int start, int end)
    {
        if (start == end)
        {
            return node;
        }

        if (node is null)
        {
            var half = (start + end) / 2;
            var (before, after) = (Apply(null, sorted, start, half), Apply(null, sorted, half + 1, end));
            return sorted[half].IsRemoved ? Join(before, after) : Join(sorted[half], before, after);
        }

        var first = start;
        while (first < end && comparer.Compare(sorted[first].Key, node.Key) < 0)
        {
            first++;
        }

        var isChanged = first < end && comparer.Compare(sorted[first].Key, node.Key) == 0;
        var left = Apply(node.Left, sorted, start, first);
        var right = Apply(node.Right, sorted, isChanged ? first + 1 : first, end);
        return !isChanged ? Join(node, left, right) : sorted[first].IsRemoved ? Join(left, right) : Join(sorted[first], left, right);
    }

    /// <summary>A tree of an entry and what stands before and behind it, of any heights ("Just Join for Parallel Ordered Sets", Blelloch and others, 2016).</summary>
    private static Node Join(Node entry, Node? left, Node? right) =>
        Node.HeightOf(left) > Node.HeightOf(right) + 1 ? Balance(left!, left!.Left, Join(entry, left.Right, right))
        : Node.HeightOf(right) > Node.HeightOf(left) + 1 ? Balance(right!, Join(entry, left, right!.Left), right.Right)
        : entry.With(left, right);

    private static Node? Join(Node? left, Node? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        var first = right;
        while (first.Left is not null)
        {
            first = first.Left;
        }

        return Join(first, left, WithoutFirst(right));
    }

    private static Node? WithoutFirst(Node node) => node.Left is null ? node.Right : Balance(node, WithoutFirst(node.Left), node.Right);

    private static Node Balance(Node entry, Node? left, Node? right)
    {
        var (leftHeight, rightHeight) = (Node.HeightOf(left), Node.HeightOf(right));
        if (leftHeight > rightHeight + 1)
        {
            return Node.HeightOf(left!.Left) >= Node.HeightOf(left.Right)
                ? left.With(left.Left, entry.With(left.Right, right))
                : left.Right!.With(left.With(left.Left, left.Right.Left), entry.With(left.Right.Right, right));
        }

        if (rightHeight > leftHeight + 1)
        {
            return Node.HeightOf(right!.Right) >= Node.HeightOf(right.Left)
                ? right.With(entry.With(left, right.Left), right.Right)
                : right.Left!.With(entry.With(left, right.Left.Left), right.With(right.Left.Right, right.Right));
        }

        return entry.With(left, right);
    }

    private Stack<Node> Seek(Node? node, TKey key, bool isDown = false)
    {
        var path = new Stack<Node>();
        while (node is not null)
        {
            var order = comparer.Compare(key, node.Key);
            var isWanted = isDown ? order >= 0 : order <= 0;
            if (isWanted)
            {
                path.Push(node);
            }

            node = isWanted == isDown ? node.Right : node.Left;
        }

        return path;
    }

    private static IEnumerable<Node> Walk(Stack<Node> path, Node? start, bool isDown = false)
    {
        for (var node = start; node is not null || path.Count > 0;)
        {
            while (node is not null)
            {
                path.Push(node);
                node = isDown ? node.Right : node.Left;
            }

            var current = path.Pop();
            yield return current;
            node = isDown ? current.Left : current.Right;
        }
    }

    /// <summary>What both trees hold, in order: of two entries of a key the changed one counts.</summary>
    private IEnumerable<KeyValuePair<TKey, TValue>> Merge(IEnumerable<Node> old, IEnumerable<Node> changed, bool isDown = false)
    {
        using var olds = old.GetEnumerator();
        using var news = changed.GetEnumerator();
        var (hasOld, hasNew) = (olds.MoveNext(), news.MoveNext());
        while (hasOld || hasNew)
        {
            var order = !hasOld ? 1 : !hasNew ? -1 : isDown ? comparer.Compare(news.Current.Key, olds.Current.Key) : comparer.Compare(olds.Current.Key, news.Current.Key);
            var current = order < 0 ? olds.Current : news.Current;
            if (!current.IsRemoved)
            {
                yield return new KeyValuePair<TKey, TValue>(current.Key, current.Value);
            }

            hasOld = order <= 0 ? olds.MoveNext() : hasOld;
            hasNew = order >= 0 ? news.MoveNext() : hasNew;
        }
    }

    private sealed class Node(TKey key, TValue value, bool isRemoved, Node? left, Node? right)
    {
        public TKey Key { get; } = key;

        public TValue Value { get; } = value;

        public Node? Left { get; } = left;

        public Node? Right { get; } = right;

        /// <summary>True in a change that takes the key away.</summary>
        public bool IsRemoved { get; } = isRemoved;

        private readonly byte height = (byte)(Math.Max(HeightOf(left), HeightOf(right)) + 1);

        public static int HeightOf(Node? node) => node?.height ?? 0;

        /// <summary>The same entry above other nodes.</summary>
        public Node With(Node? left, Node? right) => new(Key, Value, IsRemoved, left, right);
    }
}
