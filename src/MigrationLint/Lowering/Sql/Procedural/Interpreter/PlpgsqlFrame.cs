using MigrationLint.Sql.Plpgsql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>A variable of code that runs.</summary>
/// <param name="type">Its type.</param>
internal sealed class PlpgsqlSlot(ValueType type)
{
    /// <summary>Its type.</summary>
    public ValueType Type { get; } = type;

    /// <summary>Its value.</summary>
    public SqlValue Value { get; set; } = SqlValue.Null;

    /// <summary>True for what takes whole rows.</summary>
    public bool IsRow { get; init; }

    /// <summary>The declaration of a bound cursor; null for others.</summary>
    public PLpgSQLVar? Cursor { get; init; }

    /// <summary>The rows of an open cursor; null while it is closed.</summary>
    public QueryResult? Rows { get; set; }

    /// <summary>How many of them were fetched.</summary>
    public int Fetched { get; set; }
}

/// <summary>The variables of a routine or DO that runs, found as <c>pl_funcs.c</c> finds names.</summary>
internal sealed class PlpgsqlFrame : IVariableScope
{
    private readonly List<(string? Label, Dictionary<string, PlpgsqlSlot> Slots)> levels = [];

    /// <summary>The values of <c>$1</c>, <c>$2</c>, …</summary>
    public IReadOnlyList<PlpgsqlSlot> Parameters { get; init; } = [];

    /// <summary>Those of them that are given back.</summary>
    public IReadOnlyList<PlpgsqlSlot> Outputs { get; init; } = [];

    /// <summary>What RETURN NEXT and RETURN QUERY gathered.</summary>
    public List<QueryRow> Returned { get; } = [];

    /// <summary>False where what was gathered may be more.</summary>
    public bool IsReturnedComplete { get; set; } = true;

    /// <summary>What RETURN gave; null so far.</summary>
    public SqlValue? Result { get; set; }

    /// <summary>Opens a scope.</summary>
    public void Push(string? label) => levels.Add((label, new Dictionary<string, PlpgsqlSlot>(StringComparer.Ordinal)));

    /// <summary>How many scopes are open.</summary>
    public int Depth => levels.Count;

    /// <summary>Closes what a refusal left open.</summary>
    public void CloseTo(int depth) => levels.RemoveRange(depth, levels.Count - depth);

    /// <summary>Closes the innermost scope.</summary>
    public void Pop() => levels.RemoveAt(levels.Count - 1);

    /// <summary>Adds a variable to the innermost scope.</summary>
    public void Add(string name, PlpgsqlSlot slot) => levels[levels.Count - 1].Slots[name] = slot;

    /// <summary>The variable that a name begins with, and how many of its parts name it; null for none.</summary>
    public (PlpgsqlSlot Slot, int Parts)? FindSlot(IReadOnlyList<string> names)
    {
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            var (label, slots) = levels[i];
            if (slots.TryGetValue(names[0], out var slot))
            {
                return (slot, 1);
            }

            if (names.Count > 1 && label == names[0] && slots.TryGetValue(names[1], out slot))
            {
                return (slot, 2);
            }
        }

        if (names.Count > 0 && names[0].Length > 1 && names[0][0] == '$' && int.TryParse(names[0].Substring(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return number >= 1 && number <= Parameters.Count ? (Parameters[number - 1], 1) : null;
        }

        return null;
    }

    /// <inheritdoc/>
    public SqlValue? Find(IReadOnlyList<string> names)
    {
        if (FindSlot(names) is not { } found)
        {
            return null;
        }

        if (found.Parts == names.Count)
        {
            return found.Slot.Value;
        }

        // A scalar has no fields: then the name is a column's.
        return found.Slot.Value is SqlRow row ? row.Field(names[found.Parts]) ?? (row.Names.Count == 0 ? SqlValue.Unknown : null)
            : found.Slot.IsRow ? SqlValue.Unknown
            : found.Slot.Type == ValueType.Unknown ? SqlValue.Unknown
            : null;
    }

    /// <inheritdoc/>
    public SqlValue? Parameter(int number) => number >= 1 && number <= Parameters.Count ? Parameters[number - 1].Value : null;

    /// <summary>The values of all variables at this moment.</summary>
    public IReadOnlyList<(PlpgsqlSlot Slot, SqlValue Value)> Save() => [.. levels.SelectMany(static level => level.Slots.Values).Select(static slot => (slot, slot.Value))];

    /// <summary>Sets the variables back.</summary>
    public static void Restore(IReadOnlyList<(PlpgsqlSlot Slot, SqlValue Value)> saved)
    {
        foreach (var (slot, value) in saved)
        {
            slot.Value = value;
        }
    }

    /// <summary>Forgets what differs between now and another way to come here.</summary>
    public static void Join(IReadOnlyList<(PlpgsqlSlot Slot, SqlValue Value)> other)
    {
        foreach (var (slot, value) in other)
        {
            if (!ReferenceEquals(slot.Value, value) && !(slot.Value.IsNull && value.IsNull) && !(slot.Value.IsKnown && value.IsKnown && SqlComparison.AreEqual(slot.Value, value) == true))
            {
                slot.Value = SqlValue.Unknown;
            }
        }
    }
}
