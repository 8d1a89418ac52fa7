using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Chain;

/// <summary>How two moments of a database differ in one object.</summary>
internal enum DifferenceKind
{
    /// <summary>It is there only later.</summary>
    Left,

    /// <summary>It was there only before.</summary>
    Lost,

    /// <summary>It is defined in another way.</summary>
    Changed,
}

/// <summary>An object, or a part of a relation, that two moments of a database do not have in common.</summary>
/// <param name="Kind">How they differ.</param>
/// <param name="Owner">The object that has it.</param>
/// <param name="Part">The part of it; null for the object itself.</param>
internal sealed record SchemaDifference(DifferenceKind Kind, ObjectKey Owner, PartKey? Part)
{
    /// <summary>The operation that made or changed what is there later; null where there is none.</summary>
    public Operation? MadeBy { get; init; }

    /// <summary>How it was defined before; null where that is not known.</summary>
    public string? Before { get; init; }

    /// <summary>How it is defined later; null where that is not known.</summary>
    public string? After { get; init; }

    /// <summary>What it is called in a sentence: <c>index orders_status_idx</c>, <c>column orders.status</c>.</summary>
    public string Name => Part is not { Kind: not PartKind.Definition } part ? $"{Owner.Kind} {Owner.Name}"
        : part.Kind is PartKind.Column ? $"column {Owner.Name}.{part.Name}"
        : part.Kind is PartKind.Index ? $"index {part.Name}"
        : part.Kind is PartKind.RowSecurity ? $"row level security of {Owner.Name}"
        : $"{part.Kind.ToString().ToLowerInvariant()} {part.Name} of {Owner.Name}";

    /// <summary>True where a schema has it, whatever its definition.</summary>
    public bool IsIn(DatabaseSchema schema) =>
        Owner.Find(schema) is { } found && (Part is not { } part || SchemaParts.Of(schema, found).Any(other => other.Key == part));
}

/// <summary>Compares two moments of a database by names and definitions: whatever was dropped and made again is the same. What is not known counts as the same.</summary>
internal sealed class SchemaComparison
{
    private readonly DatabaseSchema before;
    private readonly DatabaseSchema after;
    private readonly List<SchemaDifference> found = [];

    private SchemaComparison(DatabaseSchema before, DatabaseSchema after)
    {
        this.before = before;
        this.after = after;
    }

    /// <summary>The differences, in the order of the objects' making.</summary>
    public static IReadOnlyList<SchemaDifference> Compare(DatabaseSchema before, DatabaseSchema after)
    {
        var comparison = new SchemaComparison(before, after);
        comparison.Run();
        return comparison.found;
    }

    private void Run()
    {
        var (olds, news) = (new Dictionary<ObjectKey, SchemaObject>(), new Dictionary<ObjectKey, SchemaObject>());
        var keys = new List<ObjectKey>();
        foreach (var (here, there) in before.Differences(after))
        {
            Add(olds, here, before);
            Add(news, there, after);
        }

        foreach (var key in keys)
        {
            CompareObject(key, olds.TryGetValue(key, out var old) ? old : null, news.TryGetValue(key, out var @new) ? @new : null);
        }

        void Add(Dictionary<ObjectKey, SchemaObject> objects, SchemaObject? item, DatabaseSchema schema)
        {
            if (item is not null && ObjectKey.Of(schema, item) is { } key)
            {
                if (!olds.ContainsKey(key) && !news.ContainsKey(key))
                {
                    keys.Add(key);
                }

                objects[key] = item;
            }
        }
    }

    private void CompareObject(ObjectKey key, SchemaObject? old, SchemaObject? @new)
    {
        if (old is null && @new is { CreatedBy: { } maker })
        {
            found.Add(new SchemaDifference(DifferenceKind.Left, key, null) { MadeBy = maker });
            return;
        }

        if (@new is null)
        {
            if (old is { CreatedBy: not null })
            {
                found.Add(new SchemaDifference(DifferenceKind.Lost, key, null));
            }

            return;
        }

        CompareParts(key, old, @new);
    }

    private void CompareParts(ObjectKey key, SchemaObject? old, SchemaObject @new)
    {
        // What somebody else made is known in part: what a migration made of it itself is certain.
        var isWhole = old is not (null or Relation { IsIncomplete: true }) && @new is not Relation { IsIncomplete: true };
        var was = old is null ? [] : SchemaParts.Of(before, old).GroupBy(part => part.Key).ToDictionary(same => same.Key, same => same.First());
        var seen = new HashSet<PartKey>();
        foreach (var part in SchemaParts.Of(after, @new))
        {
            seen.Add(part.Key);
            if (!was.TryGetValue(part.Key, out var earlier))
            {
                if (part.MadeBy is not null)
                {
                    found.Add(new SchemaDifference(DifferenceKind.Left, key, part.Key) { MadeBy = part.MadeBy, After = part.Definition });
                }
            }
            else if (isWhole && part.Definition is { } now && earlier.Definition is { } then && !IsSame(then, now))
            {
                found.Add(new SchemaDifference(DifferenceKind.Changed, key, part.Key) { MadeBy = part.ChangedBy ?? part.MadeBy, Before = then, After = now });
            }
        }

        foreach (var part in was.Values.Where(part => !seen.Contains(part.Key) && (isWhole || part.MadeBy is not null)))
        {
            found.Add(new SchemaDifference(DifferenceKind.Lost, key, part.Key) { Before = part.Definition });
        }
    }

    // 'a'::text and 'a'::character varying are one default: the cast goes with the type, which is compared too.
    private static bool IsSame(string then, string now) => then == now || WithoutCasts(then) == WithoutCasts(now);

    private static string WithoutCasts(string definition)
    {
        var at = definition.IndexOf(" DEFAULT ", StringComparison.Ordinal);
        var cast = at < 0 ? -1 : definition.IndexOf("::", at, StringComparison.Ordinal);
        return cast < 0 ? definition : definition.Substring(0, cast);
    }
}
