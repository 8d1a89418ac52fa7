namespace MigrationLint.Sql.Ast;

/// <summary><c>FORMAT JSON [ENCODING …]</c>, or that nothing is said about it.</summary>
internal sealed class JsonFormat(int start) : Node(start)
{
    public JsonFormatType FormatType { get; set; }

    public JsonEncoding Encoding { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>The format behind RETURNING.</summary>
internal sealed class JsonReturning(int start) : Node(start)
{
    public JsonFormat? Format { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Format, action);
    }
}

/// <summary>A value with its format.</summary>
internal sealed class JsonValueExpr(int start) : Node(start)
{
    public Node? RawExpr { get; set; }

    public JsonFormat? Format { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(RawExpr, action);
        Each(Format, action);
    }
}

/// <summary><c>… IS JSON</c>.</summary>
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

/// <summary><c>… ON EMPTY</c>, <c>… ON ERROR</c>.</summary>
internal sealed class JsonBehavior(int start) : Node(start)
{
    public JsonBehaviorType Btype { get; set; }

    public Node? Expr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
    }
}

/// <summary><c>RETURNING type</c>.</summary>
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

/// <summary><c>value AS name</c> behind PASSING.</summary>
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

/// <summary><c>JSON_VALUE</c>, <c>JSON_QUERY</c>, <c>JSON_EXISTS</c>.</summary>
internal sealed class JsonFuncExpr(int start) : Node(start)
{
    public JsonExprOp Op { get; set; }

    public string? ColumnName { get; set; }

    public JsonValueExpr? ContextItem { get; set; }

    public Node? Pathspec { get; set; }

    public IReadOnlyList<JsonArgument> Passing { get; set; } = [];

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

/// <summary>A path of JSON_TABLE, with its name.</summary>
internal sealed class JsonTablePathSpec(int start) : Node(start)
{
    public Node? String { get; set; }

    public string? Name { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(String, action);
    }
}

/// <summary><c>JSON_TABLE</c>.</summary>
internal sealed class JsonTable(int start) : Node(start)
{
    public JsonValueExpr? ContextItem { get; set; }

    public JsonTablePathSpec? Pathspec { get; set; }

    public IReadOnlyList<JsonArgument> Passing { get; set; } = [];

    public IReadOnlyList<JsonTableColumn> Columns { get; set; } = [];

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

/// <summary>A column of JSON_TABLE, or nested columns.</summary>
internal sealed class JsonTableColumn(int start) : Node(start)
{
    public JsonTableColumnType Coltype { get; set; }

    public string? Name { get; set; }

    public TypeName? TypeName { get; set; }

    public JsonTablePathSpec? Pathspec { get; set; }

    public JsonFormat? Format { get; set; }

    public JsonWrapper Wrapper { get; set; }

    public JsonQuotes Quotes { get; set; }

    public IReadOnlyList<JsonTableColumn> Columns { get; set; } = [];

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

/// <summary><c>key VALUE value</c>, <c>key: value</c>.</summary>
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

/// <summary><c>JSON(…)</c>.</summary>
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

/// <summary><c>JSON_SCALAR(…)</c>.</summary>
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

/// <summary><c>JSON_SERIALIZE(…)</c>.</summary>
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

/// <summary><c>JSON_OBJECT(…)</c>.</summary>
internal sealed class JsonObjectConstructor(int start) : Node(start)
{
    public IReadOnlyList<JsonKeyValue> Exprs { get; set; } = [];

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

/// <summary><c>JSON_ARRAY(…)</c> of values.</summary>
internal sealed class JsonArrayConstructor(int start) : Node(start)
{
    public IReadOnlyList<JsonValueExpr> Exprs { get; set; } = [];

    public JsonOutput? Output { get; set; }

    public bool AbsentOnNull { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Exprs, action);
        Each(Output, action);
    }
}

/// <summary><c>JSON_ARRAY(SELECT …)</c>.</summary>
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

/// <summary>What both JSON aggregates have.</summary>
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

/// <summary><c>JSON_OBJECTAGG(…)</c>.</summary>
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

/// <summary><c>JSON_ARRAYAGG(…)</c>.</summary>
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

/// <summary>The format of JSON.</summary>
internal enum JsonFormatType
{
    Default,
    Json,
    Jsonb,
}

/// <summary>The encoding of JSON.</summary>
internal enum JsonEncoding
{
    Default,
    Utf8,
    Utf16,
    Utf32,
}

/// <summary>What IS JSON asks for.</summary>
internal enum JsonValueType
{
    Any,
    Object,
    Array,
    Scalar,
}

/// <summary>What happens on empty or error.</summary>
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

/// <summary>The function of a <see cref="JsonFuncExpr"/>.</summary>
internal enum JsonExprOp
{
    ExistsOp,
    QueryOp,
    ValueOp,
    TableOp,
}

/// <summary>Whether results are wrapped into an array.</summary>
internal enum JsonWrapper
{
    Unspec,
    None,
    Conditional,
    Unconditional,
}

/// <summary>Whether a scalar string keeps its quotes.</summary>
internal enum JsonQuotes
{
    Unspec,
    Keep,
    Omit,
}

/// <summary>What a column of JSON_TABLE is.</summary>
internal enum JsonTableColumnType
{
    ForOrdinality,
    Regular,
    Exists,
    Formatted,
    Nested,
}
