namespace MigrationLint.Operations;

/// <summary>Whether a statement that writes rows certainly writes some.</summary>
internal enum RowCount
{
    /// <summary>That depends on data.</summary>
    Unknown,

    /// <summary>None: it reads from tables that are empty.</summary>
    None,

    /// <summary>At least one.</summary>
    Some,
}

/// <summary>INSERT, COPY FROM, MERGE that inserts.</summary>
/// <param name="Table">The table or view.</param>
/// <param name="Columns">The columns that get values.</param>
internal sealed record InsertRows(QualifiedName Table, IReadOnlyList<string> Columns) : Operation
{
    /// <summary>Whether rows are certainly written.</summary>
    public RowCount Rows { get; init; }

    /// <summary>The relations that the rows come from; empty for VALUES.</summary>
    public IReadOnlyList<ObjectId> Sources { get; init; } = [];

    /// <summary>ON CONFLICT.</summary>
    public bool HasOnConflict { get; init; }

    /// <summary>True for a part of MERGE.</summary>
    public bool IsMerge { get; init; }
}

/// <summary>UPDATE.</summary>
/// <param name="Table">The table or view.</param>
/// <param name="Columns">The columns that get values.</param>
internal sealed record UpdateRows(QualifiedName Table, IReadOnlyList<string> Columns) : Operation
{
    /// <summary>False where nothing, or what is always true, stands behind WHERE.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>The other relations that it reads.</summary>
    public IReadOnlyList<ObjectId> Sources { get; init; } = [];

    /// <summary>True for a part of MERGE.</summary>
    public bool IsMerge { get; init; }
}

/// <summary>DELETE.</summary>
/// <param name="Table">The table or view.</param>
internal sealed record DeleteRows(QualifiedName Table) : Operation
{
    /// <summary>False where nothing, or what is always true, stands behind WHERE.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>The other relations that it reads.</summary>
    public IReadOnlyList<ObjectId> Sources { get; init; } = [];

    /// <summary>True for a part of MERGE.</summary>
    public bool IsMerge { get; init; }
}

/// <summary>TRUNCATE; one operation for each table that the statement names.</summary>
/// <param name="Table">The table.</param>
internal sealed record TruncateTable(QualifiedName Table) : Operation
{
    /// <summary>CASCADE.</summary>
    public bool Cascade { get; init; }

    /// <summary>RESTART IDENTITY: the sequences of its columns start again.</summary>
    public bool RestartsIdentity { get; init; }

    /// <summary>The other tables that the same statement empties.</summary>
    public IReadOnlyList<QualifiedName> Together { get; init; } = [];
}

/// <summary>SELECT, VALUES, COPY TO, and what else only reads.</summary>
/// <param name="Reads">The relations.</param>
internal sealed record ReadRows(IReadOnlyList<ObjectId> Reads) : Operation
{
    /// <summary>The calls of <c>setval()</c> in it that take their value from a column.</summary>
    public IReadOnlyList<SequenceReset> Resets { get; init; } = [];
}

/// <summary>A call of <c>setval()</c> that takes its value from a column.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
internal sealed record SequenceReset(QualifiedName Table, string Column)
{
    /// <summary>The call.</summary>
    public required Text.SourceSpan Source { get; init; }

    /// <summary>The cast next to the column; null for none.</summary>
    public Text.SourceSpan? Cast { get; init; }

    /// <summary>The name of the type that it casts to: <c>int8</c>.</summary>
    public string? CastType { get; init; }

    /// <summary>True where WHERE chooses the rows.</summary>
    public bool IsFiltered { get; init; }
}

/// <summary>LOCK TABLE; one operation for each table that the statement names.</summary>
/// <param name="Table">The relation.</param>
/// <param name="Mode">Such as <c>ACCESS EXCLUSIVE</c>.</param>
internal sealed record LockTable(QualifiedName Table, string Mode) : Operation;
