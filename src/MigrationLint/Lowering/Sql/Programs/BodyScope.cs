using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Programs;

/// <summary>What a statement in the body of a routine can take columns from.</summary>
internal sealed class BodyScope
{
    private readonly Func<RangeVar, NameUse?> resolve;
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private bool hasUnknown;

    /// <summary>The scope of a statement.</summary>
    /// <param name="outer">That of the statement around it; null for none.</param>
    /// <param name="resolve">What a relation's name can mean; null where nothing is known.</param>
    /// <param name="items">The elements of FROM and what the statement writes to.</param>
    public BodyScope(BodyScope? outer, Func<RangeVar, NameUse?> resolve, IReadOnlyList<Node> items)
    {
        Outer = outer;
        this.resolve = resolve;
        foreach (var item in items)
        {
            Add(item);
        }
    }

    /// <summary>The scope of the statement around it; null for none.</summary>
    public BodyScope? Outer { get; }

    /// <summary>The names that a query gives its results: ORDER BY and GROUP BY take them too.</summary>
    public HashSet<string> Results { get; init; } = [];

    /// <summary>A scope in which a bare name can be anything.</summary>
    public static BodyScope Unknown(BodyScope? outer) => new(outer, static _ => null, []) { hasUnknown = true };

    /// <summary>Adds <c>excluded</c>, the row that could not be inserted.</summary>
    public void AddExcluded(RangeVar relation) => entries["excluded"] = new Entry(resolve(relation)) { IsRepeated = true };

    /// <summary>What a qualifier stands for; null where it is nothing in sight.</summary>
    public static Entry? Find(BodyScope? scope, string name)
    {
        for (; scope is not null; scope = scope.Outer)
        {
            if (scope.entries.TryGetValue(name, out var entry))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>The relations of which one must have a column of that name; none where something else may.</summary>
    public IReadOnlyList<NameUse> Bare(string name)
    {
        var relations = new List<NameUse>();
        for (var level = this; level is not null; level = level.Outer)
        {
            if (level.hasUnknown || level.Results.Contains(name) || level.entries.ContainsKey(name))
            {
                return [];
            }

            relations.AddRange(level.entries.Values.Where(static entry => !entry.IsRepeated).Select(static entry => entry.Relation!));
        }

        return relations;
    }

    private void Add(Node item)
    {
        switch (item)
        {
            case RangeVar relation:
                var hasOwnColumns = relation.Alias is { Colnames.Count: > 0 };
                AddEntry(relation.Alias?.Aliasname ?? relation.Relname, hasOwnColumns ? null : resolve(relation));
                break;
            case RangeTableSample { Relation: { } sampled }:
                Add(sampled);
                break;
            case JoinExpr { Alias: null, JoinUsingAlias: null, Larg: { } left, Rarg: { } right }:
                Add(left);
                Add(right);
                break;
            case JoinExpr join:
                AddEntry(join.Alias?.Aliasname ?? join.JoinUsingAlias?.Aliasname, null);
                break;
            case RangeSubselect query:
                AddEntry(query.Alias?.Aliasname, null);
                break;
            case RangeFunction function:
                AddEntry(function.Alias?.Aliasname, null);
                break;
            default:
                hasUnknown = true;
                break;
        }
    }

    private void AddEntry(string? name, NameUse? relation)
    {
        hasUnknown |= relation is null;
        if (name is not null)
        {
            // PostgreSQL refuses two of one name in one FROM, but not one in each of two schemas.
            entries[name] = new Entry(entries.ContainsKey(name) ? null : relation);
            hasUnknown |= entries[name].Relation is null;
        }
    }

    /// <summary>A name that columns are qualified with.</summary>
    /// <param name="Relation">The relation; null where it is something computed.</param>
    internal sealed record Entry(NameUse? Relation)
    {
        /// <summary>True where it has no columns but those of another entry.</summary>
        public bool IsRepeated { get; init; }
    }
}
