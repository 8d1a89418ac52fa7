namespace MigrationLint.Sql.Ast;

/// <summary>A_Const.</summary>
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

/// <summary>ColumnRef.</summary>
internal sealed class ColumnRef(int start) : Node(start)
{
    public IReadOnlyList<Node> Fields { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Fields, action);
    }
}

/// <summary>ParamRef.</summary>
internal sealed class ParamRef(int start) : Node(start)
{
    public int Number { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>A_Expr.</summary>
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

/// <summary>TypeCast.</summary>
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

/// <summary>CollateClause.</summary>
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

/// <summary>FuncCall.</summary>
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

/// <summary>A_Star.</summary>
internal sealed class AStar(int start) : Node(start)
{
    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>A_Indices.</summary>
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

/// <summary>A_Indirection.</summary>
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

/// <summary>A_ArrayExpr.</summary>
internal sealed class AArrayExpr(int start) : Node(start)
{
    public IReadOnlyList<Node> Elements { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Elements, action);
    }
}

/// <summary>NamedArgExpr.</summary>
internal sealed class NamedArgExpr(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public Node? Arg { get; set; }

    public string? Name { get; set; }

    public int Argnumber { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Arg, action);
    }
}

/// <summary>BoolExpr.</summary>
internal sealed class BoolExpr(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public BoolExprType Boolop { get; set; }

    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Args, action);
    }
}

/// <summary>SubLink.</summary>
internal sealed class SubLink(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public SubLinkType SubLinkType { get; set; }

    public int SubLinkId { get; set; }

    public Node? Testexpr { get; set; }

    public IReadOnlyList<Node> OperName { get; set; } = [];

    public Node? Subselect { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Testexpr, action);
        Each(OperName, action);
        Each(Subselect, action);
    }
}

/// <summary>CaseExpr.</summary>
internal sealed class CaseExpr(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public Node? Arg { get; set; }

    public IReadOnlyList<Node> Args { get; set; } = [];

    public Node? Defresult { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Arg, action);
        Each(Args, action);
        Each(Defresult, action);
    }
}

/// <summary>CaseWhen.</summary>
internal sealed class CaseWhen(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public Node? Expr { get; set; }

    public Node? Result { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Expr, action);
        Each(Result, action);
    }
}

/// <summary>RowExpr.</summary>
internal sealed class RowExpr(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public IReadOnlyList<Node> Args { get; set; } = [];

    public CoercionForm RowFormat { get; set; }

    public IReadOnlyList<Node> Colnames { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Args, action);
        Each(Colnames, action);
    }
}

/// <summary>CoalesceExpr.</summary>
internal sealed class CoalesceExpr(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Args, action);
    }
}

/// <summary>MinMaxExpr.</summary>
internal sealed class MinMaxExpr(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public MinMaxOp Op { get; set; }

    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Args, action);
    }
}

/// <summary>SQLValueFunction.</summary>
internal sealed class SQLValueFunction(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public SQLValueFunctionOp Op { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
    }
}

/// <summary>XmlExpr.</summary>
internal sealed class XmlExpr(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public XmlExprOp Op { get; set; }

    public string? Name { get; set; }

    public IReadOnlyList<Node> NamedArgs { get; set; } = [];

    public IReadOnlyList<Node> ArgNames { get; set; } = [];

    public IReadOnlyList<Node> Args { get; set; } = [];

    public XmlOptionType Xmloption { get; set; }

    public bool Indent { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(NamedArgs, action);
        Each(ArgNames, action);
        Each(Args, action);
    }
}

/// <summary>XmlSerialize.</summary>
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

/// <summary>NullTest.</summary>
internal sealed class NullTest(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public Node? Arg { get; set; }

    public NullTestType Nulltesttype { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Arg, action);
    }
}

/// <summary>BooleanTest.</summary>
internal sealed class BooleanTest(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public Node? Arg { get; set; }

    public BoolTestType Booltesttype { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Arg, action);
    }
}

/// <summary>SetToDefault.</summary>
internal sealed class SetToDefault(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
    }
}

/// <summary>CurrentOfExpr.</summary>
internal sealed class CurrentOfExpr(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public string? CursorName { get; set; }

    public int CursorParam { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
    }
}

/// <summary>GroupingFunc.</summary>
internal sealed class GroupingFunc(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
        Each(Args, action);
    }
}

/// <summary>MergeSupportFunc.</summary>
internal sealed class MergeSupportFunc(int start) : Node(start)
{
    public Node? Xpr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Xpr, action);
    }
}

/// <summary>MultiAssignRef.</summary>
internal sealed class MultiAssignRef(int start) : Node(start)
{
    public Node? Source { get; set; }

    public int Colno { get; set; }

    public int Ncolumns { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Source, action);
    }
}

/// <summary>SortBy.</summary>
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

/// <summary>WindowDef.</summary>
internal sealed class WindowDef(int start) : Node(start)
{
    public string? Name { get; set; }

    public string? Refname { get; set; }

    public IReadOnlyList<Node> PartitionClause { get; set; } = [];

    public IReadOnlyList<Node> OrderClause { get; set; } = [];

    public int FrameOptions { get; set; }

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

/// <summary>TypeName.</summary>
internal sealed class TypeName(int start) : Node(start)
{
    public IReadOnlyList<Node> Names { get; set; } = [];

    public bool Setof { get; set; }

    public bool PctType { get; set; }

    public IReadOnlyList<Node> Typmods { get; set; } = [];

    public int Typemod { get; set; }

    public IReadOnlyList<Node> ArrayBounds { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Names, action);
        Each(Typmods, action);
        Each(ArrayBounds, action);
    }
}

/// <summary>A_Expr_Kind.</summary>
internal enum AExprKind
{
    Op,
    OpAny,
    OpAll,
    Distinct,
    NotDistinct,
    Nullif,
    In,
    Like,
    Ilike,
    Similar,
    Between,
    NotBetween,
    BetweenSym,
    NotBetweenSym,
}

/// <summary>CoercionForm.</summary>
internal enum CoercionForm
{
    ExplicitCall,
    ExplicitCast,
    ImplicitCast,
    SqlSyntax,
}

/// <summary>BoolExprType.</summary>
internal enum BoolExprType
{
    And,
    Or,
    Not,
}

/// <summary>SubLinkType.</summary>
internal enum SubLinkType
{
    Exists,
    All,
    Any,
    Rowcompare,
    Expr,
    Multiexpr,
    Array,
    Cte,
}

/// <summary>MinMaxOp.</summary>
internal enum MinMaxOp
{
    Greatest,
    Least,
}

/// <summary>SQLValueFunctionOp.</summary>
internal enum SQLValueFunctionOp
{
    CurrentDate,
    CurrentTime,
    CurrentTimeN,
    CurrentTimestamp,
    CurrentTimestampN,
    Localtime,
    LocaltimeN,
    Localtimestamp,
    LocaltimestampN,
    CurrentRole,
    CurrentUser,
    User,
    SessionUser,
    CurrentCatalog,
    CurrentSchema,
}

/// <summary>XmlExprOp.</summary>
internal enum XmlExprOp
{
    Xmlconcat,
    Xmlelement,
    Xmlforest,
    Xmlparse,
    Xmlpi,
    Xmlroot,
    Xmlserialize,
    Document,
}

/// <summary>XmlOptionType.</summary>
internal enum XmlOptionType
{
    Document,
    Content,
}

/// <summary>NullTestType.</summary>
internal enum NullTestType
{
    Null,
    NotNull,
}

/// <summary>BoolTestType.</summary>
internal enum BoolTestType
{
    True,
    NotTrue,
    False,
    NotFalse,
    Unknown,
    NotUnknown,
}

/// <summary>SortByDir.</summary>
internal enum SortByDir
{
    Default,
    Asc,
    Desc,
    Using,
}

/// <summary>SortByNulls.</summary>
internal enum SortByNulls
{
    Default,
    First,
    Last,
}
