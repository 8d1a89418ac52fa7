namespace MigrationLint.Sql.Ast;

/// <summary>PostgreSQL's value node <c>String</c>: a name, or the text of a constant.</summary>
internal sealed class StringValue(int start, string sval) : Node(start)
{
    /// <summary>The text: a name folded, a constant decoded.</summary>
    public string Sval { get; } = sval;

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>PostgreSQL's value node <c>Integer</c>.</summary>
internal sealed class IntegerValue(int start, int ival) : Node(start)
{
    /// <summary>The number.</summary>
    public int Ival { get; } = ival;

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>PostgreSQL's value node <c>Float</c>: every number that is no 32-bit integer.</summary>
internal sealed class FloatValue(int start, string fval) : Node(start)
{
    /// <summary>The digits as PostgreSQL keeps them: as written, with a sign where one was folded in.</summary>
    public string Fval { get; } = fval;

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>PostgreSQL's value node <c>Boolean</c>.</summary>
internal sealed class BooleanValue(int start, bool boolval) : Node(start)
{
    /// <summary>The value.</summary>
    public bool Boolval { get; } = boolval;

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>PostgreSQL's value node <c>BitString</c>.</summary>
internal sealed class BitStringValue(int start, string bsval) : Node(start)
{
    /// <summary><c>b</c> or <c>x</c> and the digits, as PostgreSQL keeps them.</summary>
    public string Bsval { get; } = bsval;

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>PostgreSQL's <c>List</c> where a list is an element of another list or stands in a <see cref="Node"/> field.</summary>
internal sealed class ListValue(int start) : Node(start)
{
    /// <summary>The elements.</summary>
    public IReadOnlyList<Node> Items { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Items, action);
}
