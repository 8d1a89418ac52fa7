using System.Collections;

namespace MigrationLint.Schema;

/// <summary>A sorted map of which every version stays valid: an AVL tree that shares what a change leaves alone. Changes and look-ups are logarithmic.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
internal sealed class PersistentMap<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
{
    private readonly Node? root;
    private readonly IComparer<TKey> comparer;

    private PersistentMap(Node? root, IComparer<TKey> comparer)
    {
        this.root = root;
        this.comparer = comparer;
    }

    /// <summary>How many keys it has.</summary>
    public int Count => root?.Count ?? 0;

    /// <summary>The values in the order of their keys.</summary>
    public IEnumerable<TValue> Values => this.Select(pair => pair.Value);

    /// <summary>An empty map.</summary>
    public static PersistentMap<TKey, TValue> Empty(IComparer<TKey> comparer) => new(null, comparer);

    /// <summary>Looks a key up.</summary>
    /// <returns>False where it is not there.</returns>
    public bool TryGetValue(TKey key, out TValue value)
    {
        for (var node = root; node is not null;)
        {
            var order = comparer.Compare(key, node.Key);
            if (order == 0)
            {
                value = node.Value;
                return true;
            }

            node = order < 0 ? node.Left : node.Right;
        }

        value = default!;
        return false;
    }

    /// <summary>The map with <paramref name="key"/> standing for <paramref name="value"/>.</summary>
    public PersistentMap<TKey, TValue> Set(TKey key, TValue value) => new(Set(root, key, value), comparer);

    /// <summary>The map without <paramref name="key"/>; this one where it is not there.</summary>
    public PersistentMap<TKey, TValue> Remove(TKey key) => TryGetValue(key, out _) ? new(Remove(root!, key), comparer) : this;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        var path = new Stack<Node>();
        for (var node = root; node is not null || path.Count > 0;)
        {
            while (node is not null)
            {
                path.Push(node);
                node = node.Left;
            }

            var current = path.Pop();
            yield return new KeyValuePair<TKey, TValue>(current.Key, current.Value);
            node = current.Right;
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Node Set(Node? node, TKey key, TValue value)
    {
        if (node is null)
        {
            return new Node(key, value, null, null);
        }

        var order = comparer.Compare(key, node.Key);
        return order == 0 ? new Node(key, value, node.Left, node.Right)
            : order < 0 ? Balance(node.Key, node.Value, Set(node.Left, key, value), node.Right)
            : Balance(node.Key, node.Value, node.Left, Set(node.Right, key, value));
    }

    private Node? Remove(Node node, TKey key)
    {
        var order = comparer.Compare(key, node.Key);
        if (order < 0)
        {
            return Balance(node.Key, node.Value, Remove(node.Left!, key), node.Right);
        }

        if (order > 0)
        {
            return Balance(node.Key, node.Value, node.Left, Remove(node.Right!, key));
        }

        if (node.Left is null || node.Right is null)
        {
            return node.Left ?? node.Right;
        }

        var next = node.Right;
        while (next.Left is not null)
        {
            next = next.Left;
        }

        return Balance(next.Key, next.Value, node.Left, Remove(node.Right, next.Key));
    }

    private static Node Balance(TKey key, TValue value, Node? left, Node? right)
    {
        var (leftHeight, rightHeight) = (Node.HeightOf(left), Node.HeightOf(right));
        if (leftHeight > rightHeight + 1)
        {
            return Node.HeightOf(left!.Left) >= Node.HeightOf(left.Right)
                ? new Node(left.Key, left.Value, left.Left, new Node(key, value, left.Right, right))
                : new Node(left.Right!.Key, left.Right.Value, new Node(left.Key, left.Value, left.Left, left.Right.Left), new Node(key, value, left.Right.Right, right));
        }

        if (rightHeight > leftHeight + 1)
        {
            return Node.HeightOf(right!.Right) >= Node.HeightOf(right.Left)
                ? new Node(right.Key, right.Value, new Node(key, value, left, right.Left), right.Right)
                : new Node(right.Left!.Key, right.Left.Value, new Node(key, value, left, right.Left.Left), new Node(right.Key, right.Value, right.Left.Right, right.Right));
        }

        return new Node(key, value, left, right);
    }

    private sealed class Node(TKey key, TValue value, Node? left, Node? right)
    {
        public TKey Key { get; } = key;

        public TValue Value { get; } = value;

        public Node? Left { get; } = left;

        public Node? Right { get; } = right;

        public int Height { get; } = Math.Max(HeightOf(left), HeightOf(right)) + 1;

        public int Count { get; } = (left?.Count ?? 0) + (right?.Count ?? 0) + 1;

        public static int HeightOf(Node? node) => node?.Height ?? 0;
    }
}
