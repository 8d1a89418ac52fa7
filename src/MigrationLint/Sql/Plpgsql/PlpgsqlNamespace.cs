namespace MigrationLint.Sql.Plpgsql;

/// <summary>What is known of a variable's type without a catalog.</summary>
internal enum PlpgsqlVariableKind
{
    /// <summary>A scalar or a composite: only the catalog says.</summary>
    Unknown,

    /// <summary><c>record</c> or <c>%ROWTYPE</c>.</summary>
    Record,

    /// <summary><c>refcursor</c>.</summary>
    UnboundCursor,

    /// <summary>Declared as CURSOR.</summary>
    BoundCursor,
}

/// <summary>A variable in scope.</summary>
/// <param name="Kind">What is known of its type.</param>
/// <param name="IsConstant">True where it cannot be assigned to.</param>
/// <param name="CursorArguments">The names of the arguments that a bound cursor takes; null for other variables.</param>
internal sealed record PlpgsqlVariable(PlpgsqlVariableKind Kind, bool IsConstant = false, IReadOnlyList<string>? CursorArguments = null);

/// <summary>What can be labelled.</summary>
internal enum PlpgsqlLabelKind
{
    Block,
    Loop,
    Other,
}

/// <summary>The names in scope, as PostgreSQL's <c>pl_funcs.c</c> keeps and finds them.</summary>
internal sealed class PlpgsqlNamespace
{
    private readonly List<Level> levels = [];

    /// <summary>True where a hole may have declared names that nobody knows.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Opens a scope.</summary>
    public void Push(string? label, PlpgsqlLabelKind kind) => levels.Add(new Level(label, kind));

    /// <summary>Closes the innermost scope.</summary>
    public void Pop() => levels.RemoveAt(levels.Count - 1);

    /// <summary>Adds a name to the innermost scope.</summary>
    public void Add(string name, PlpgsqlVariable variable) => levels[levels.Count - 1].Variables[name] = variable;

    /// <summary>True where the innermost scope has the name.</summary>
    public bool Declares(string name) => levels[levels.Count - 1].Variables.ContainsKey(name);

    /// <summary>Finds what <c>a</c>, <c>a.b</c> or <c>a.b.c</c> stands for: a variable, a field of one, or a variable behind a label; null where nothing has the name.</summary>
    public PlpgsqlVariable? Find(IReadOnlyList<string> names)
    {
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            var level = levels[i];
            if (level.Variables.TryGetValue(names[0], out var variable) || (names.Count > 1 && level.Label == names[0] && level.Variables.TryGetValue(names[1], out variable)))
            {
                return variable;
            }
        }

        return null;
    }

    /// <summary>What a label stands at; null where no enclosing block or loop has it.</summary>
    public PlpgsqlLabelKind? FindLabel(string label)
    {
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            if (levels[i].Label == label)
            {
                return levels[i].Kind;
            }
        }

        return null;
    }

    /// <summary>True inside of a loop.</summary>
    public bool IsInLoop()
    {
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            if (levels[i].Kind == PlpgsqlLabelKind.Loop)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Level(string? label, PlpgsqlLabelKind kind)
    {
        public string? Label { get; } = label;

        public PlpgsqlLabelKind Kind { get; } = kind;

        public Dictionary<string, PlpgsqlVariable> Variables { get; } = new(StringComparer.Ordinal);
    }
}
