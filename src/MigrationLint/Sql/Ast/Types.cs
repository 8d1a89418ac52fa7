namespace MigrationLint.Sql.Ast;

/// <summary><c>CREATE TYPE … AS (…)</c>.</summary>
internal sealed class CompositeTypeStmt(int start) : Statement(start)
{
    public RangeVar? Typevar { get; set; }

    /// <summary>Each a <see cref="ColumnDef"/> or a <see cref="Hole"/>.</summary>
    public IReadOnlyList<Node> Coldeflist { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Typevar, action);
        Each(Coldeflist, action);
    }
}

/// <summary><c>CREATE TYPE … AS ENUM</c>.</summary>
internal sealed class CreateEnumStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> TypeName { get; set; } = [];

    public IReadOnlyList<StringValue> Vals { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Vals, action);
    }
}

/// <summary><c>ALTER TYPE … ADD VALUE</c>, <c>RENAME VALUE</c>.</summary>
internal sealed class AlterEnumStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> TypeName { get; set; } = [];

    /// <summary>The value that is renamed; null where one is added.</summary>
    public string? OldVal { get; set; }

    public string? NewVal { get; set; }

    /// <summary>The value of BEFORE or AFTER.</summary>
    public string? NewValNeighbor { get; set; }

    /// <summary>Also where no neighbor is named.</summary>
    public bool NewValIsAfter { get; set; }

    public bool SkipIfNewValExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
    }
}

/// <summary><c>CREATE TYPE … AS RANGE</c>.</summary>
internal sealed class CreateRangeStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> TypeName { get; set; } = [];

    public IReadOnlyList<DefElem> Params { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Params, action);
    }
}

/// <summary><c>CREATE DOMAIN</c>.</summary>
internal sealed class CreateDomainStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Domainname { get; set; } = [];

    public TypeName? TypeName { get; set; }

    public CollateClause? CollClause { get; set; }

    public IReadOnlyList<Constraint> Constraints { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Domainname, action);
        Each(TypeName, action);
        Each(CollClause, action);
        Each(Constraints, action);
    }
}

/// <summary><c>ALTER DOMAIN</c>.</summary>
internal sealed class AlterDomainStmt(int start) : Statement(start)
{
    /// <summary><c>T</c> the default, <c>N</c> drop and <c>O</c> set NOT NULL, <c>C</c> add, <c>X</c> drop and <c>V</c> validate a constraint.</summary>
    public string? Subtype { get; set; }

    public IReadOnlyList<Node> TypeName { get; set; } = [];

    /// <summary>The constraint that is dropped or validated.</summary>
    public string? Name { get; set; }

    /// <summary>The default or the constraint.</summary>
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
