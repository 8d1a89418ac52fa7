namespace MigrationLint.Sql.Ast;

/// <summary>JsonFormat.</summary>
internal sealed class JsonFormat(int start) : Node(start)
{
    public JsonFormatType FormatType { get; set; }

    public JsonEncoding Encoding { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>JsonReturning.</summary>
internal sealed class JsonReturning(int start) : Node(start)
{
    public JsonFormat? Format { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Format, action);
    }
}

/// <summary>JsonValueExpr.</summary>
internal sealed class JsonValueExpr(int start) : Node(start)
{
    public Node? RawExpr { get; set; }

    public Node? FormattedExpr { get; set; }

    public JsonFormat? Format { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(RawExpr, action);
        Each(FormattedExpr, action);
        Each(Format, action);
    }
}

/// <summary>JsonIsPredicate.</summary>
internal sealed class JsonIsPredicate(int start) : Node(start)
{
    public Node? Expr { get; set; }

    public JsonFormat? Format { get; set; }

    public JsonValueType ItemType { get; set; }

    public bool UniqueKeys { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(Format, action);
    }
}

/// <summary>JsonBehavior.</summary>
internal sealed class JsonBehavior(int start) : Node(start)
{
    public JsonBehaviorType Btype { get; set; }

    public Node? Expr { get; set; }

    public bool Coerce { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
    }
}

/// <summary>JsonOutput.</summary>
internal sealed class JsonOutput(int start) : Node(start)
{
    public TypeName? TypeName { get; set; }

    public JsonReturning? Returning { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Returning, action);
    }
}

/// <summary>JsonArgument.</summary>
internal sealed class JsonArgument(int start) : Node(start)
{
    public JsonValueExpr? Val { get; set; }

    public string? Name { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Val, action);
    }
}

/// <summary>JsonFuncExpr.</summary>
internal sealed class JsonFuncExpr(int start) : Node(start)
{
    public JsonExprOp Op { get; set; }

    public string? ColumnName { get; set; }

    public JsonValueExpr? ContextItem { get; set; }

    public Node? Pathspec { get; set; }

    public IReadOnlyList<Node> Passing { get; set; } = [];

    public JsonOutput? Output { get; set; }

    public JsonBehavior? OnEmpty { get; set; }

    public JsonBehavior? OnError { get; set; }

    public JsonWrapper Wrapper { get; set; }

    public JsonQuotes Quotes { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(ContextItem, action);
        Each(Pathspec, action);
        Each(Passing, action);
        Each(Output, action);
        Each(OnEmpty, action);
        Each(OnError, action);
    }
}

/// <summary>JsonTablePathSpec.</summary>
internal sealed class JsonTablePathSpec(int start) : Node(start)
{
    public Node? String { get; set; }

    public string? Name { get; set; }

    public int NameLocation { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(String, action);
    }
}

/// <summary>JsonTable.</summary>
internal sealed class JsonTable(int start) : Node(start)
{
    public JsonValueExpr? ContextItem { get; set; }

    public JsonTablePathSpec? Pathspec { get; set; }

    public IReadOnlyList<Node> Passing { get; set; } = [];

    public IReadOnlyList<Node> Columns { get; set; } = [];

    public JsonBehavior? OnError { get; set; }

    public Alias? Alias { get; set; }

    public bool Lateral { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(ContextItem, action);
        Each(Pathspec, action);
        Each(Passing, action);
        Each(Columns, action);
        Each(OnError, action);
        Each(Alias, action);
    }
}

/// <summary>JsonTableColumn.</summary>
internal sealed class JsonTableColumn(int start) : Node(start)
{
    public JsonTableColumnType Coltype { get; set; }

    public string? Name { get; set; }

    public TypeName? TypeName { get; set; }

    public JsonTablePathSpec? Pathspec { get; set; }

    public JsonFormat? Format { get; set; }

    public JsonWrapper Wrapper { get; set; }

    public JsonQuotes Quotes { get; set; }

    public IReadOnlyList<Node> Columns { get; set; } = [];

    public JsonBehavior? OnEmpty { get; set; }

    public JsonBehavior? OnError { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Pathspec, action);
        Each(Format, action);
        Each(Columns, action);
        Each(OnEmpty, action);
        Each(OnError, action);
    }
}

/// <summary>JsonKeyValue.</summary>
internal sealed class JsonKeyValue(int start) : Node(start)
{
    public Node? Key { get; set; }

    public JsonValueExpr? Value { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Key, action);
        Each(Value, action);
    }
}

/// <summary>JsonParseExpr.</summary>
internal sealed class JsonParseExpr(int start) : Node(start)
{
    public JsonValueExpr? Expr { get; set; }

    public JsonOutput? Output { get; set; }

    public bool UniqueKeys { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(Output, action);
    }
}

/// <summary>JsonScalarExpr.</summary>
internal sealed class JsonScalarExpr(int start) : Node(start)
{
    public Node? Expr { get; set; }

    public JsonOutput? Output { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(Output, action);
    }
}

/// <summary>JsonSerializeExpr.</summary>
internal sealed class JsonSerializeExpr(int start) : Node(start)
{
    public JsonValueExpr? Expr { get; set; }

    public JsonOutput? Output { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(Output, action);
    }
}

/// <summary>JsonObjectConstructor.</summary>
internal sealed class JsonObjectConstructor(int start) : Node(start)
{
    public IReadOnlyList<Node> Exprs { get; set; } = [];

    public JsonOutput? Output { get; set; }

    public bool AbsentOnNull { get; set; }

    public bool Unique { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Exprs, action);
        Each(Output, action);
    }
}

/// <summary>JsonArrayConstructor.</summary>
internal sealed class JsonArrayConstructor(int start) : Node(start)
{
    public IReadOnlyList<Node> Exprs { get; set; } = [];

    public JsonOutput? Output { get; set; }

    public bool AbsentOnNull { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Exprs, action);
        Each(Output, action);
    }
}

/// <summary>JsonArrayQueryConstructor.</summary>
internal sealed class JsonArrayQueryConstructor(int start) : Node(start)
{
    public Node? Query { get; set; }

    public JsonOutput? Output { get; set; }

    public JsonFormat? Format { get; set; }

    public bool AbsentOnNull { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Query, action);
        Each(Output, action);
        Each(Format, action);
    }
}

/// <summary>JsonAggConstructor.</summary>
internal sealed class JsonAggConstructor(int start) : Node(start)
{
    public JsonOutput? Output { get; set; }

    public Node? AggFilter { get; set; }

    public IReadOnlyList<Node> AggOrder { get; set; } = [];

    public WindowDef? Over { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Output, action);
        Each(AggFilter, action);
        Each(AggOrder, action);
        Each(Over, action);
    }
}

/// <summary>JsonObjectAgg.</summary>
internal sealed class JsonObjectAgg(int start) : Node(start)
{
    public JsonAggConstructor? Constructor { get; set; }

    public JsonKeyValue? Arg { get; set; }

    public bool AbsentOnNull { get; set; }

    public bool Unique { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Constructor, action);
        Each(Arg, action);
    }
}

/// <summary>JsonArrayAgg.</summary>
internal sealed class JsonArrayAgg(int start) : Node(start)
{
    public JsonAggConstructor? Constructor { get; set; }

    public JsonValueExpr? Arg { get; set; }

    public bool AbsentOnNull { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Constructor, action);
        Each(Arg, action);
    }
}

/// <summary>JsonFormatType.</summary>
internal enum JsonFormatType
{
    Default,
    Json,
    Jsonb,
}

/// <summary>JsonEncoding.</summary>
internal enum JsonEncoding
{
    Default,
    Utf8,
    Utf16,
    Utf32,
}

/// <summary>JsonValueType.</summary>
internal enum JsonValueType
{
    Any,
    Object,
    Array,
    Scalar,
}

/// <summary>JsonBehaviorType.</summary>
internal enum JsonBehaviorType
{
    Null,
    Error,
    Empty,
    True,
    False,
    Unknown,
    EmptyArray,
    EmptyObject,
    Default,
}

/// <summary>JsonExprOp.</summary>
internal enum JsonExprOp
{
    ExistsOp,
    QueryOp,
    ValueOp,
    TableOp,
}

/// <summary>JsonWrapper.</summary>
internal enum JsonWrapper
{
    Unspec,
    None,
    Conditional,
    Unconditional,
}

/// <summary>JsonQuotes.</summary>
internal enum JsonQuotes
{
    Unspec,
    Keep,
    Omit,
}

/// <summary>JsonTableColumnType.</summary>
internal enum JsonTableColumnType
{
    ForOrdinality,
    Regular,
    Exists,
    Formatted,
    Nested,
}
