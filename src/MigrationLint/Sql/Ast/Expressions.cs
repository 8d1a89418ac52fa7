namespace MigrationLint.Sql.Ast;

/// <summary>A constant: one of its values is set, or <see cref="Isnull"/>.</summary>
internal sealed class AConst(int start) : Node(start)
{
    public IntegerValue? Ival { get; set; }

    public FloatValue? Fval { get; set; }

    public BooleanValue? Boolval { get; set; }

    public StringValue? Sval { get; set; }

    public BitStringValue? Bsval { get; set; }

    public bool Isnull { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Ival, action);
        Each(Fval, action);
        Each(Boolval, action);
        Each(Sval, action);
        Each(Bsval, action);
    }
}

/// <summary>A column, a whole row or <c>*</c>, with its qualifiers.</summary>
internal sealed class ColumnRef(int start) : Node(start)
{
    public IReadOnlyList<Node> Fields { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Fields, action);
    }
}

/// <summary><c>$1</c>.</summary>
internal sealed class ParamRef(int start) : Node(start)
{
    public int Number { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>An operator with its operands, or a predicate that is one underneath.</summary>
internal sealed class AExpr(int start) : Node(start)
{
    public AExprKind Kind { get; set; }

    public IReadOnlyList<Node> Name { get; set; } = [];

    public Node? Lexpr { get; set; }

    public Node? Rexpr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Name, action);
        Each(Lexpr, action);
        Each(Rexpr, action);
    }
}

/// <summary><c>CAST (… AS type)</c>, <c>…::type</c> or <c>type '…'</c>.</summary>
internal sealed class TypeCast(int start) : Node(start)
{
    public Node? Arg { get; set; }

    public TypeName? TypeName { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Arg, action);
        Each(TypeName, action);
    }
}

/// <summary><c>… COLLATE name</c>; without an operand where a column or a type has it.</summary>
internal sealed class CollateClause(int start) : Node(start)
{
    public Node? Arg { get; set; }

    public IReadOnlyList<Node> Collname { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Arg, action);
        Each(Collname, action);
    }
}

/// <summary>A call of a function or aggregate.</summary>
internal sealed class FuncCall(int start) : Node(start)
{
    public IReadOnlyList<Node> Funcname { get; set; } = [];

    public IReadOnlyList<Node> Args { get; set; } = [];

    public IReadOnlyList<Node> AggOrder { get; set; } = [];

    public Node? AggFilter { get; set; }

    public WindowDef? Over { get; set; }

    public bool AggWithinGroup { get; set; }

    public bool AggStar { get; set; }

    public bool AggDistinct { get; set; }

    public bool FuncVariadic { get; set; }

    public CoercionForm Funcformat { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Funcname, action);
        Each(Args, action);
        Each(AggOrder, action);
        Each(AggFilter, action);
        Each(Over, action);
    }
}

/// <summary><c>*</c> for all columns.</summary>
internal sealed class AStar(int start) : Node(start)
{
    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary><c>[…]</c>: a subscript, or a slice with its bounds.</summary>
internal sealed class AIndices(int start) : Node(start)
{
    public bool IsSlice { get; set; }

    public Node? Lidx { get; set; }

    public Node? Uidx { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Lidx, action);
        Each(Uidx, action);
    }
}

/// <summary>A field or an element of a value that is no plain column.</summary>
internal sealed class AIndirection(int start) : Node(start)
{
    public Node? Arg { get; set; }

    public IReadOnlyList<Node> Indirection { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Arg, action);
        Each(Indirection, action);
    }
}

/// <summary><c>ARRAY[…]</c>, or one of the arrays inside.</summary>
internal sealed class AArrayExpr(int start) : Node(start)
{
    public IReadOnlyList<Node> Elements { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Elements, action);
    }
}

/// <summary><c>name => value</c>.</summary>
internal sealed class NamedArgExpr(int start) : Node(start)
{
    public Node? Arg { get; set; }

    public string? Name { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Arg, action);
    }
}

/// <summary>AND, OR, NOT. A chain of ANDs or ORs is one node.</summary>
internal sealed class BoolExpr(int start) : Node(start)
{
    public BoolExprType Boolop { get; set; }

    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Args, action);
    }
}

/// <summary>A query within an expression.</summary>
internal sealed class SubLink(int start) : Node(start)
{
    public SubLinkType SubLinkType { get; set; }

    public Node? Testexpr { get; set; }

    public IReadOnlyList<Node> OperName { get; set; } = [];

    public Node? Subselect { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Testexpr, action);
        Each(OperName, action);
        Each(Subselect, action);
    }
}

/// <summary>CASE.</summary>
internal sealed class CaseExpr(int start) : Node(start)
{
    public Node? Arg { get; set; }

    public IReadOnlyList<Node> Args { get; set; } = [];

    public Node? Defresult { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Arg, action);
        Each(Args, action);
        Each(Defresult, action);
    }
}

/// <summary><c>WHEN … THEN …</c>.</summary>
internal sealed class CaseWhen(int start) : Node(start)
{
    public Node? Expr { get; set; }

    public Node? Result { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(Result, action);
    }
}

/// <summary><c>ROW(…)</c> or <c>(a, b)</c>.</summary>
internal sealed class RowExpr(int start) : Node(start)
{
    public IReadOnlyList<Node> Args { get; set; } = [];

    public CoercionForm RowFormat { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Args, action);
    }
}

/// <summary><c>COALESCE(…)</c>.</summary>
internal sealed class CoalesceExpr(int start) : Node(start)
{
    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Args, action);
    }
}

/// <summary><c>GREATEST(…)</c> or <c>LEAST(…)</c>.</summary>
internal sealed class MinMaxExpr(int start) : Node(start)
{
    public MinMaxOp Op { get; set; }

    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Args, action);
    }
}

/// <summary><c>CURRENT_TIMESTAMP</c>, <c>CURRENT_USER</c> and the like.</summary>
internal sealed class SQLValueFunction(int start) : Node(start)
{
    public SQLValueFunctionOp Op { get; set; }

    /// <summary>The precision of the time, -1 without.</summary>
    public int Typmod { get; set; } = -1;

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>An XML function, or <c>IS DOCUMENT</c>.</summary>
internal sealed class XmlExpr(int start) : Node(start)
{
    public XmlExprOp Op { get; set; }

    public string? Name { get; set; }

    public IReadOnlyList<ResTarget> NamedArgs { get; set; } = [];

    public IReadOnlyList<Node> Args { get; set; } = [];

    public XmlOptionType Xmloption { get; set; }

    public bool Indent { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(NamedArgs, action);
        Each(Args, action);
    }
}

/// <summary><c>XMLSERIALIZE(…)</c>.</summary>
internal sealed class XmlSerialize(int start) : Node(start)
{
    public XmlOptionType Xmloption { get; set; }

    public Node? Expr { get; set; }

    public TypeName? TypeName { get; set; }

    public bool Indent { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Expr, action);
        Each(TypeName, action);
    }
}

/// <summary><c>… IS [NOT] NULL</c>.</summary>
internal sealed class NullTest(int start) : Node(start)
{
    public Node? Arg { get; set; }

    public NullTestType Nulltesttype { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Arg, action);
    }
}

/// <summary><c>… IS [NOT] TRUE</c>, FALSE, UNKNOWN.</summary>
internal sealed class BooleanTest(int start) : Node(start)
{
    public Node? Arg { get; set; }

    public BoolTestType Booltesttype { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Arg, action);
    }
}

/// <summary><c>DEFAULT</c> in the place of a value.</summary>
internal sealed class SetToDefault(int start) : Node(start)
{
    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary><c>CURRENT OF cursor</c>.</summary>
internal sealed class CurrentOfExpr(int start) : Node(start)
{
    public string? CursorName { get; set; }

    public int CursorParam { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary><c>GROUPING(…)</c>.</summary>
internal sealed class GroupingFunc(int start) : Node(start)
{
    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Args, action);
    }
}

/// <summary><c>MERGE_ACTION()</c>.</summary>
internal sealed class MergeSupportFunc(int start) : Node(start)
{
    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>One column of <c>(a, b) = …</c>.</summary>
internal sealed class MultiAssignRef(int start) : Node(start)
{
    public Node? Source { get; set; }

    public int Colno { get; set; }

    public int Ncolumns { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        // The columns share their source: visited once for each, nested ones would be visited by the power of their depth.
        if (Colno == 1)
        {
            Each(Source, action);
        }
    }
}

/// <summary>An element of ORDER BY.</summary>
internal sealed class SortBy(int start) : Node(start)
{
    public Node? Node { get; set; }

    public SortByDir SortbyDir { get; set; }

    public SortByNulls SortbyNulls { get; set; }

    public IReadOnlyList<Node> UseOp { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Node, action);
        Each(UseOp, action);
    }
}

/// <summary>A window: what OVER names or describes, or an element of WINDOW.</summary>
internal sealed class WindowDef(int start) : Node(start)
{
    public string? Name { get; set; }

    public string? Refname { get; set; }

    public IReadOnlyList<Node> PartitionClause { get; set; } = [];

    public IReadOnlyList<Node> OrderClause { get; set; } = [];

    public FrameOptions FrameOptions { get; set; }

    public Node? StartOffset { get; set; }

    public Node? EndOffset { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(PartitionClause, action);
        Each(OrderClause, action);
        Each(StartOffset, action);
        Each(EndOffset, action);
    }
}

/// <summary>A type.</summary>
internal sealed class TypeName(int start) : Node(start)
{
    public IReadOnlyList<Node> Names { get; set; } = [];

    public bool Setof { get; set; }

    public bool PctType { get; set; }

    public IReadOnlyList<Node> Typmods { get; set; } = [];

    /// <summary>Always -1: only the analysis of a tree makes a number of <see cref="Typmods"/>.</summary>
    public int Typemod { get; set; } = -1;

    /// <summary>One for each pair of brackets, -1 without a bound.</summary>
    public IReadOnlyList<IntegerValue> ArrayBounds { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Names, action);
        Each(Typmods, action);
        Each(ArrayBounds, action);
    }
}
