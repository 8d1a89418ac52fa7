using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>
/// A node of an expression that was analysed: what PostgreSQL's <c>primnodes.h</c> has, as far as its text (<c>ruleutils.c</c>) depends on it. A node is
/// changed by nobody but the coercion above it, which may hide it.
/// </summary>
/// <param name="type">The type of its value.</param>
internal abstract class Expr(ObjectId type)
{
    /// <summary>The type of its value.</summary>
    public ObjectId Type { get; set; } = type;

    /// <summary>The modifier of its value (<c>exprTypmod</c>).</summary>
    public int Modifier { get; set; } = -1;

    /// <summary>The syntax that it comes from; null for what analysis adds.</summary>
    public Node? Place { get; set; }

    /// <summary>Type and modifier.</summary>
    public TypeReference TypeReference => new(Type, Modifier);

    /// <summary>The nodes below it.</summary>
    public virtual IEnumerable<Expr> Children => [];

    /// <summary>How stable what it does itself is.</summary>
    public virtual Volatility Volatility => Volatility.Immutable;
}

/// <summary>A constant.</summary>
/// <param name="type">Its type; <c>unknown</c> for a literal that nothing gave a type yet.</param>
/// <param name="text">Its value as the output function of the type prints it; null for NULL.</param>
internal sealed class ConstantExpr(ObjectId type, string? text) : Expr(type)
{
    /// <summary>Its value as the output function of the type prints it; null for NULL.</summary>
    public string? Text { get; } = text;

    /// <summary>What names an object in it, in place of <see cref="Text"/>; null for others.</summary>
    public ExpressionPart? Reference { get; init; }

    /// <summary>True for NULL.</summary>
    public bool IsNull => Text is null;
}

/// <summary>A column, or a whole row.</summary>
/// <param name="item">Where it comes from.</param>
/// <param name="column">Its name; null for the whole row.</param>
/// <param name="type">Its type.</param>
/// <param name="levelsUp">How many queries further out it is.</param>
internal sealed class ColumnExpr(NamespaceItem item, string? column, TypeReference type, int levelsUp) : Expr(type.Type)
{
    public NamespaceItem Item { get; } = item;

    public string? Column { get; } = column;

    /// <summary>How many queries further out it is.</summary>
    public int LevelsUp { get; } = levelsUp;
}

/// <summary>A parameter or a variable of a routine.</summary>
internal sealed class ParameterExpr(string name, TypeReference type) : Expr(type.Type)
{
    public string Name { get; } = name;
}

/// <summary>VALUE in the check of a domain.</summary>
internal sealed class DomainValueExpr(ObjectId type) : Expr(type);

/// <summary>DEFAULT in the place of a value.</summary>
internal sealed class DefaultExpr() : Expr(TypeIds.Unknown);

/// <summary>The value that CASE compares with each WHEN.</summary>
internal sealed class CaseTestExpr(ObjectId type) : Expr(type);

/// <summary>A call of a function.</summary>
internal sealed class CallExpr(Routine routine, ObjectId type, IReadOnlyList<Expr> arguments) : Expr(type)
{
    public Routine Routine { get; } = routine;

    public IReadOnlyList<Expr> Arguments { get; } = arguments;

    public bool IsVariadic { get; init; }

    /// <summary>True where it is written in SQL's own syntax: <c>EXTRACT(… FROM …)</c>.</summary>
    public bool IsSqlSyntax { get; init; }

    public bool ReturnsSet => Routine.ReturnsSet;

    public override IEnumerable<Expr> Children => Arguments;

    public override Volatility Volatility => Routine.Volatility;
}

/// <summary>A call of an aggregate.</summary>
internal sealed class AggregateExpr(Routine routine, ObjectId type, IReadOnlyList<Expr> arguments) : Expr(type)
{
    public Routine Routine { get; } = routine;

    public IReadOnlyList<Expr> Arguments { get; } = arguments;

    /// <summary>What stands before WITHIN GROUP.</summary>
    public IReadOnlyList<Expr> DirectArguments { get; init; } = [];

    public bool IsVariadic { get; init; }

    public bool IsStar { get; init; }

    public bool IsDistinct { get; init; }

    public IReadOnlyList<SortItem> Order { get; init; } = [];

    public Expr? Filter { get; init; }

    public override IEnumerable<Expr> Children => [.. DirectArguments, .. Arguments, .. Order.Select(item => item.Expression), .. Filter is null ? [] : new[] { Filter }];

    public override Volatility Volatility => Routine.Volatility;
}

/// <summary>A call of a window function, or of an aggregate with OVER.</summary>
internal sealed class WindowExpr(Routine routine, ObjectId type, IReadOnlyList<Expr> arguments) : Expr(type)
{
    public Routine Routine { get; } = routine;

    public IReadOnlyList<Expr> Arguments { get; } = arguments;

    public bool IsStar { get; init; }

    public Expr? Filter { get; init; }

    /// <summary>The window.</summary>
    public WindowClause? Window { get; init; }

    public override IEnumerable<Expr> Children => Filter is null ? Arguments : [.. Arguments, Filter];

    public override Volatility Volatility => Routine.Volatility;
}

/// <summary>A window, by name or described.</summary>
internal sealed class WindowClause
{
    public string? Name { get; set; }

    public string? RefName { get; set; }

    public IReadOnlyList<Expr> Partition { get; set; } = [];

    public IReadOnlyList<SortItem> Order { get; set; } = [];

    public FrameOptions Frame { get; set; }

    public Expr? Start { get; set; }

    public Expr? End { get; set; }
}

/// <summary>An element of ORDER BY.</summary>
/// <param name="Expression">What it orders by.</param>
/// <param name="IsDescending">DESC.</param>
/// <param name="NullsFirst">Where nulls are sorted.</param>
internal sealed record SortItem(Expr Expression, bool IsDescending, bool NullsFirst)
{
    /// <summary>The operator of USING; null for none.</summary>
    public string? Using { get; init; }
}

/// <summary><c>GROUPING(…)</c>.</summary>
internal sealed class GroupingExpr(IReadOnlyList<Expr> arguments) : Expr(TypeIds.Int4)
{
    public override IEnumerable<Expr> Children => arguments;
}

/// <summary><c>name => value</c>.</summary>
internal sealed class NamedArgumentExpr(string name, Expr argument) : Expr(argument.Type)
{
    public string Name { get; } = name;

    public Expr Argument { get; set; } = argument;

    public override IEnumerable<Expr> Children => [Argument];
}

/// <summary>An operator.</summary>
internal sealed class OperatorExpr(Operator @operator, ObjectId type, IReadOnlyList<Expr> arguments) : Expr(type)
{
    public Operator Operator { get; } = @operator;

    public IReadOnlyList<Expr> Arguments { get; } = arguments;

    public override IEnumerable<Expr> Children => Arguments;

    public override Volatility Volatility => Operator.Volatility;
}

/// <summary>IS DISTINCT FROM or NULLIF: an operator underneath.</summary>
internal sealed class ComparisonExpr(bool isNullIf, Operator @operator, ObjectId type, IReadOnlyList<Expr> arguments) : Expr(type)
{
    public bool IsNullIf { get; } = isNullIf;

    public IReadOnlyList<Expr> Arguments { get; } = arguments;

    public override IEnumerable<Expr> Children => Arguments;

    public override Volatility Volatility => @operator.Volatility;
}

/// <summary><c>x op ANY (array)</c>.</summary>
internal sealed class ArrayOperatorExpr(Operator @operator, bool isAny, Expr left, Expr right) : Expr(TypeIds.Bool)
{
    public Operator Operator { get; } = @operator;

    public bool IsAny { get; } = isAny;

    public Expr Left { get; } = left;

    public Expr Right { get; } = right;

    public override IEnumerable<Expr> Children => [Left, Right];

    public override Volatility Volatility => Operator.Volatility;
}

/// <summary>AND, OR, NOT.</summary>
internal sealed class LogicalExpr(BoolExprType kind, IReadOnlyList<Expr> arguments) : Expr(TypeIds.Bool)
{
    public BoolExprType Kind { get; } = kind;

    public IReadOnlyList<Expr> Arguments { get; } = arguments;

    public override IEnumerable<Expr> Children => Arguments;
}

/// <summary>How a value becomes one of another type.</summary>
internal enum CoercionKind
{
    Function,
    Relabel,
    InputOutput,
    Array,
    RowType,
    Domain,
}

/// <summary>A value as one of another type.</summary>
internal sealed class CoercionExpr(CoercionKind kind, Expr argument, TypeReference type, CoercionForm form, Volatility volatility) : Expr(type.Type)
{
    public CoercionKind Kind { get; } = kind;

    public Expr Argument { get; } = argument;

    /// <summary>Whether it is written, and shown.</summary>
    public CoercionForm Form { get; set; } = form;

    public override IEnumerable<Expr> Children => [Argument];

    public override Volatility Volatility { get; } = volatility;
}

/// <summary>COLLATE.</summary>
internal sealed class CollateExpr(Expr argument, string collation) : Expr(argument.Type)
{
    public Expr Argument { get; } = argument;

    /// <summary>As it is printed.</summary>
    public string Collation { get; } = collation;

    public override IEnumerable<Expr> Children => [Argument];
}

/// <summary>CASE.</summary>
internal sealed class CaseExpression(ObjectId type, Expr? argument, IReadOnlyList<(Expr Condition, Expr Result)> arms, Expr @default) : Expr(type)
{
    public Expr? Argument { get; } = argument;

    public IReadOnlyList<(Expr Condition, Expr Result)> Arms { get; } = arms;

    public Expr Default { get; } = @default;

    public override IEnumerable<Expr> Children => [.. Argument is null ? [] : new[] { Argument }, .. Arms.SelectMany(arm => new[] { arm.Condition, arm.Result }), Default];
}

/// <summary>ARRAY[…].</summary>
internal sealed class ArrayExpr(ObjectId type, IReadOnlyList<Expr> elements) : Expr(type)
{
    public IReadOnlyList<Expr> Elements { get; } = elements;

    public override IEnumerable<Expr> Children => Elements;
}

/// <summary>ROW(…).</summary>
internal sealed class RowExpression(ObjectId type, IReadOnlyList<Expr> fields) : Expr(type)
{
    public IReadOnlyList<Expr> Fields { get; } = fields;

    public CoercionForm Form { get; set; } = CoercionForm.ImplicitCast;

    public override IEnumerable<Expr> Children => Fields;
}

/// <summary><c>ROW(…) &lt; ROW(…)</c>.</summary>
internal sealed class RowComparisonExpr(string @operator, IReadOnlyList<Expr> left, IReadOnlyList<Expr> right) : Expr(TypeIds.Bool)
{
    public string Operator { get; } = @operator;

    public IReadOnlyList<Expr> Left { get; } = left;

    public IReadOnlyList<Expr> Right { get; } = right;

    public override IEnumerable<Expr> Children => [.. Left, .. Right];
}

/// <summary>COALESCE, GREATEST, LEAST: a word and arguments of one type.</summary>
internal sealed class CommonTypeExpr(string word, ObjectId type, IReadOnlyList<Expr> arguments) : Expr(type)
{
    public string Word { get; } = word;

    public IReadOnlyList<Expr> Arguments { get; } = arguments;

    public override IEnumerable<Expr> Children => Arguments;
}

/// <summary>CURRENT_TIMESTAMP and its like.</summary>
internal sealed class ValueFunctionExpr(string text, TypeReference type) : Expr(type.Type)
{
    /// <summary>As it is printed.</summary>
    public string Text { get; } = text;

    public override Volatility Volatility => Volatility.Stable;
}

/// <summary>IS [NOT] NULL.</summary>
internal sealed class NullTestExpr(Expr argument, bool isNot, bool isRow) : Expr(TypeIds.Bool)
{
    public Expr Argument { get; } = argument;

    public bool IsNot { get; } = isNot;

    /// <summary>True where the fields of a row are tested.</summary>
    public bool IsRow { get; } = isRow;

    public override IEnumerable<Expr> Children => [Argument];
}

/// <summary>IS [NOT] TRUE, FALSE, UNKNOWN.</summary>
internal sealed class BooleanTestExpr(Expr argument, string word) : Expr(TypeIds.Bool)
{
    public Expr Argument { get; } = argument;

    /// <summary>Such as <c>IS NOT TRUE</c>.</summary>
    public string Word { get; } = word;

    public override IEnumerable<Expr> Children => [Argument];
}

/// <summary><c>container[…]</c>.</summary>
internal sealed class SubscriptExpr(TypeReference type, Expr container, IReadOnlyList<(bool IsSlice, Expr? Lower, Expr? Upper)> subscripts) : Expr(type.Type)
{
    public Expr Container { get; } = container;

    public IReadOnlyList<(bool IsSlice, Expr? Lower, Expr? Upper)> Subscripts { get; } = subscripts;

    public override IEnumerable<Expr> Children => [Container, .. Subscripts.SelectMany(subscript => new[] { subscript.Lower, subscript.Upper }).OfType<Expr>()];
}

/// <summary><c>(row).field</c>.</summary>
internal sealed class FieldExpr(TypeReference type, Expr argument, string field) : Expr(type.Type)
{
    public Expr Argument { get; } = argument;

    public string Field { get; } = field;

    public override IEnumerable<Expr> Children => [Argument];
}

/// <summary>A query within an expression.</summary>
internal sealed class SubqueryExpr(SubLinkType kind, ObjectId type, AnalyzedQuery query) : Expr(type)
{
    public SubLinkType Kind { get; } = kind;

    public AnalyzedQuery Query { get; } = query;

    /// <summary>What is compared with the rows of ANY, ALL and row comparisons.</summary>
    public IReadOnlyList<Expr> Test { get; init; } = [];

    /// <summary>By which operator; null for none.</summary>
    public string? Operator { get; init; }

    public override IEnumerable<Expr> Children => Test;

    public override Volatility Volatility => Volatility.Volatile;
}

/// <summary>XML functions.</summary>
internal sealed class XmlExpression(XmlExprOp kind, ObjectId type) : Expr(type)
{
    public XmlExprOp Kind { get; } = kind;

    public string? Name { get; init; }

    public XmlOptionType Option { get; init; }

    public IReadOnlyList<(Expr Value, string Name)> Named { get; init; } = [];

    public IReadOnlyList<Expr> Arguments { get; init; } = [];

    public override IEnumerable<Expr> Children => [.. Named.Select(named => named.Value), .. Arguments];
}
