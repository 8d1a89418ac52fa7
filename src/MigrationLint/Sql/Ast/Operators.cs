namespace MigrationLint.Sql.Ast;

/// <summary>CREATE OPERATOR CLASS.</summary>
internal sealed class CreateOpClassStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Opclassname { get; set; } = [];

    public IReadOnlyList<Node> Opfamilyname { get; set; } = [];

    public string? Amname { get; set; }

    public TypeName? Datatype { get; set; }

    public IReadOnlyList<CreateOpClassItem> Items { get; set; } = [];

    public bool IsDefault { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Opclassname, action);
        Each(Opfamilyname, action);
        Each(Datatype, action);
        Each(Items, action);
    }
}

/// <summary>An operator, a support function or the stored type of an operator class or family.</summary>
internal sealed class CreateOpClassItem(int start) : Node(start)
{
    /// <summary>PostgreSQL's <c>OPCLASS_ITEM_OPERATOR</c>.</summary>
    public const int OperatorItem = 1;

    /// <summary>PostgreSQL's <c>OPCLASS_ITEM_FUNCTION</c>.</summary>
    public const int FunctionItem = 2;

    /// <summary>PostgreSQL's <c>OPCLASS_ITEM_STORAGETYPE</c>.</summary>
    public const int StorageTypeItem = 3;

    /// <summary>One of the constants above.</summary>
    public int Itemtype { get; set; }

    public ObjectWithArgs? Name { get; set; }

    /// <summary>The number of a strategy or support function.</summary>
    public int Number { get; set; }

    /// <summary>FOR ORDER BY: the operator family that sorts the results.</summary>
    public IReadOnlyList<Node> OrderFamily { get; set; } = [];

    /// <summary>The types that a function is for, or those of what is dropped.</summary>
    public IReadOnlyList<TypeName> ClassArgs { get; set; } = [];

    public TypeName? Storedtype { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Name, action);
        Each(OrderFamily, action);
        Each(ClassArgs, action);
        Each(Storedtype, action);
    }
}

/// <summary>CREATE OPERATOR FAMILY.</summary>
internal sealed class CreateOpFamilyStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Opfamilyname { get; set; } = [];

    public string? Amname { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Opfamilyname, action);
    }
}

/// <summary>ALTER OPERATOR FAMILY … ADD or DROP.</summary>
internal sealed class AlterOpFamilyStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Opfamilyname { get; set; } = [];

    public string? Amname { get; set; }

    public bool IsDrop { get; set; }

    public IReadOnlyList<CreateOpClassItem> Items { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Opfamilyname, action);
        Each(Items, action);
    }
}

/// <summary>ALTER OPERATOR … SET.</summary>
internal sealed class AlterOperatorStmt(int start) : Statement(start)
{
    public ObjectWithArgs? Opername { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Opername, action);
        Each(Options, action);
    }
}
