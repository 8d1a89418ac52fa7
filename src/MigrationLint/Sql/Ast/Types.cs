namespace MigrationLint.Sql.Ast;

/// <summary>CompositeTypeStmt.</summary>
internal sealed class CompositeTypeStmt(int start) : Statement(start)
{
    public RangeVar? Typevar { get; set; }

    public IReadOnlyList<Node> Coldeflist { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Typevar, action);
        Each(Coldeflist, action);
    }
}

/// <summary>CreateEnumStmt.</summary>
internal sealed class CreateEnumStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> TypeName { get; set; } = [];

    public IReadOnlyList<Node> Vals { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Vals, action);
    }
}

/// <summary>AlterEnumStmt.</summary>
internal sealed class AlterEnumStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> TypeName { get; set; } = [];

    public string? OldVal { get; set; }

    public string? NewVal { get; set; }

    public string? NewValNeighbor { get; set; }

    public bool NewValIsAfter { get; set; }

    public bool SkipIfNewValExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
    }
}

/// <summary>CreateRangeStmt.</summary>
internal sealed class CreateRangeStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> TypeName { get; set; } = [];

    public IReadOnlyList<Node> Params { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Params, action);
    }
}

/// <summary>CreateDomainStmt.</summary>
internal sealed class CreateDomainStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Domainname { get; set; } = [];

    public TypeName? TypeName { get; set; }

    public CollateClause? CollClause { get; set; }

    public IReadOnlyList<Node> Constraints { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Domainname, action);
        Each(TypeName, action);
        Each(CollClause, action);
        Each(Constraints, action);
    }
}

/// <summary>AlterDomainStmt.</summary>
internal sealed class AlterDomainStmt(int start) : Statement(start)
{
    public string? Subtype { get; set; }

    public IReadOnlyList<Node> TypeName { get; set; } = [];

    public string? Name { get; set; }

    public Node? Def { get; set; }

    public DropBehavior Behavior { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Def, action);
    }
}
