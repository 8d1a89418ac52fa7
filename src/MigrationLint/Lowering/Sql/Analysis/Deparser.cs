using System.Text;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>
/// Prints analysed expressions and queries as the catalog functions do (<c>ruleutils.c</c>): with all parentheses, or with those that are needed
/// (<c>pg_get_indexdef(…, true)</c>).
/// </summary>
/// <param name="schema">The schema, for the names of types.</param>
/// <param name="isPretty">True where needless parentheses are left out.</param>
internal sealed partial class Deparser(DatabaseSchema schema, bool isPretty)
{
    private const int IndentVariable = 4;
    private const int IndentStandard = 8;
    private const int IndentLimit = 40;

    private readonly List<ExpressionPart> parts = [];
    private readonly StringBuilder buffer = new();
    private int indent;
    private bool hasPrefix;
    private int queryDepth;

    /// <summary>The text of an expression, in parts.</summary>
    public static IReadOnlyList<ExpressionPart> Print(DatabaseSchema schema, Expr value, bool isPretty)
    {
        var deparser = new Deparser(schema, isPretty);
        deparser.Write(value, showsImplicit: false);
        return deparser.Finish();
    }

    /// <summary>True for what the grammar takes as an index expression without parentheses (<c>looks_like_function</c>).</summary>
    public static bool LooksLikeFunction(Expr value) => value switch
    {
        CallExpr or AggregateExpr or WindowExpr or CommonTypeExpr or ValueFunctionExpr => true,
        ComparisonExpr { IsNullIf: true } => true,
        XmlExpression xml => xml.Kind != XmlExprOp.Document,
        GroupingExpr => true,
        _ => false,
    };

    private List<ExpressionPart> Finish()
    {
        Flush();
        return parts;
    }

    private void Flush()
    {
        if (buffer.Length > 0)
        {
            parts.Add(new TextPart(buffer.ToString()));
            buffer.Clear();
        }
    }

    private void Add(ExpressionPart part)
    {
        Flush();
        parts.Add(part);
    }

    private void Keyword(string word, int before = 0, int after = 0, int plus = 0)
    {
        indent += before;
        while (buffer.Length > 0 && buffer[buffer.Length - 1] == ' ')
        {
            buffer.Length--;
        }

        var amount = indent < IndentLimit ? Math.Max(indent, 0) + plus : ((IndentLimit + ((indent - IndentLimit) / (IndentStandard / 2))) % IndentLimit) + plus;
        buffer.Append('\n').Append(' ', amount).Append(word);
        indent = Math.Max(indent + after, 0);
    }

    private void Open()
    {
        if (!isPretty)
        {
            buffer.Append('(');
        }
    }

    private void Close()
    {
        if (!isPretty)
        {
            buffer.Append(')');
        }
    }

    private void WriteType(TypeReference type)
    {
        if (type.Type.IsBuiltIn)
        {
            buffer.Append(new SchemaPrinter(schema).Type(type));
        }
        else
        {
            Add(new TypePart(type));
        }
    }

    private void WriteParenthesized(Expr value, bool showsImplicit, Expr parent)
    {
        var needs = isPretty && !IsSimple(value, parent);
        buffer.Append(needs ? "(" : "");
        Write(value, showsImplicit);
        buffer.Append(needs ? ")" : "");
    }

    private void WriteList(IReadOnlyList<Expr> values, bool showsImplicit = true)
    {
        for (var i = 0; i < values.Count; i++)
        {
            buffer.Append(i > 0 ? ", " : "");
            Write(values[i], showsImplicit);
        }
    }

    private static bool IsCast(Expr parent) => parent is CoercionExpr { Kind: CoercionKind.Function } or CallExpr { IsSqlSyntax: true };

    private static bool HasOwnParentheses(Expr parent) =>
        !IsCast(parent) && parent is CallExpr or SubscriptExpr or ArrayExpr or RowExpression or CommonTypeExpr or XmlExpression or ComparisonExpr { IsNullIf: true }
            or AggregateExpr or GroupingExpr or WindowExpr or CaseExpression;

    private static bool IsSimple(Expr value, Expr parent)
    {
        switch (value)
        {
            case FieldExpr:
                return parent is not FieldExpr;
            case CoercionExpr { Kind: CoercionKind.Function }:
                return true;
            case CoercionExpr coercion:
                return IsSimple(coercion.Argument, coercion);
            case OperatorExpr operation when parent is OperatorExpr outer && Priority(operation) is var inner and > 0 && Priority(outer) is var around and > 0:
                return inner > around || (inner == around && ReferenceEquals(value, outer.Arguments[0]));
            case OperatorExpr when parent is OperatorExpr:
                return false;
            case OperatorExpr or SubqueryExpr or NullTestExpr or BooleanTestExpr or ComparisonExpr { IsNullIf: false }:
                return parent is LogicalExpr || HasOwnParentheses(parent);
            case LogicalExpr logical:
                return parent is LogicalExpr outerLogical
                    ? logical.Kind != BoolExprType.Or ? outerLogical.Kind is BoolExprType.And or BoolExprType.Or : outerLogical.Kind == BoolExprType.Or
                    : HasOwnParentheses(parent);
            case ArrayOperatorExpr or CollateExpr or RowComparisonExpr:
                return false;
            default:
                return true;
        }
    }

    private static int Priority(OperatorExpr operation) =>
        operation.Arguments.Count != 2 ? 0 : operation.Operator.Name switch { "+" or "-" => 1, "*" or "/" or "%" => 2, _ => 0 };

    private void Write(Expr? value, bool showsImplicit)
    {
        switch (value)
        {
            case null:
                break;
            case ColumnExpr column:
                WriteColumn(column);
                break;
            case ConstantExpr constant:
                WriteConstant(constant, showsType: true);
                break;
            case ParameterExpr parameter:
                buffer.Append(parameter.Name[0] == '$' ? parameter.Name : SqlIdentifiers.Quote(parameter.Name));
                break;
            case DomainValueExpr:
                buffer.Append("VALUE");
                break;
            case CaseTestExpr:
                buffer.Append("CASE_TEST_EXPR");
                break;
            case NamedArgumentExpr named:
                buffer.Append(SqlIdentifiers.Quote(named.Name)).Append(" => ");
                Write(named.Argument, showsImplicit);
                break;
            case CallExpr call:
                WriteCall(call);
                break;
            case AggregateExpr aggregate:
                WriteAggregate(aggregate);
                break;
            case WindowExpr window:
                WriteWindowCall(window);
                break;
            case GroupingExpr grouping:
                buffer.Append("GROUPING(");
                WriteList([.. grouping.Children]);
                buffer.Append(')');
                break;
            case OperatorExpr operation:
                WriteOperator(operation);
                break;
            case ComparisonExpr comparison:
                WriteComparison(comparison);
                break;
            case ArrayOperatorExpr operation:
                WriteArrayOperator(operation);
                break;
            case LogicalExpr logical:
                WriteLogical(logical);
                break;
            case CoercionExpr coercion:
                WriteCoercion(coercion, showsImplicit);
                break;
            case CollateExpr collate:
                Open();
                WriteParenthesized(collate.Argument, showsImplicit, collate);
                buffer.Append(" COLLATE ").Append(collate.Collation);
                Close();
                break;
            case CaseExpression @case:
                WriteCase(@case);
                break;
            case ArrayExpr array:
                buffer.Append("ARRAY[");
                WriteList(array.Elements);
                buffer.Append(']');
                if (array.Elements.Count == 0)
                {
                    buffer.Append("::");
                    WriteType(new TypeReference(array.Type));
                }

                break;
            case RowExpression row:
                buffer.Append("ROW(");
                WriteList(row.Fields);
                buffer.Append(')');
                if (row.Form == CoercionForm.ExplicitCast)
                {
                    buffer.Append("::");
                    WriteType(new TypeReference(row.Type));
                }

                break;
            case RowComparisonExpr comparison:
                buffer.Append("(ROW(");
                WriteList(comparison.Left);
                buffer.Append(") ").Append(comparison.Operator).Append(" ROW(");
                WriteList(comparison.Right);
                buffer.Append("))");
                break;
            case CommonTypeExpr common:
                buffer.Append(common.Word).Append('(');
                WriteList(common.Arguments);
                buffer.Append(')');
                break;
            case ValueFunctionExpr function:
                buffer.Append(function.Text);
                break;
            case NullTestExpr test:
                Open();
                WriteParenthesized(test.Argument, showsImplicit: true, test);
                buffer.Append(test.IsNot ? test.IsRow || !IsRow(test.Argument.Type) ? " IS NOT NULL" : " IS DISTINCT FROM NULL" : test.IsRow || !IsRow(test.Argument.Type) ? " IS NULL" : " IS NOT DISTINCT FROM NULL");
                Close();
                break;
            case BooleanTestExpr test:
                Open();
                WriteParenthesized(test.Argument, showsImplicit: false, test);
                buffer.Append(' ').Append(test.Word);
                Close();
                break;
            case SubscriptExpr subscript:
                WriteSubscript(subscript, showsImplicit);
                break;
            case FieldExpr field:
                var needs = field.Argument is not (SubscriptExpr or FieldExpr);
                buffer.Append(needs ? "(" : "");
                Write(field.Argument, showsImplicit: true);
                buffer.Append(needs ? ")" : "").Append('.').Append(SqlIdentifiers.Quote(field.Field));
                break;
            case SubqueryExpr subquery:
                WriteSubquery(subquery);
                break;
            case XmlExpression xml:
                WriteXml(xml);
                break;
            default:
                buffer.Append("DEFAULT");
                break;
        }
    }

    private bool IsRow(ObjectId type) => type == TypeIds.Record || schema.FindType(type) is { Kind: TypeKind.Composite };

    private void WriteColumn(ColumnExpr column)
    {
        var item = column.Item;
        if (identifiesItems)
        {
            buffer.Append(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(item)).Append('.');
        }

        var isOwn = item.Relation.IsNone && item.Kind == RangeKind.Relation;
        var qualifier = item.Kind == RangeKind.Join && item.Name.Length == 0 ? null
            : isOwn && queryDepth == 0 ? item.IsQualified ? item.Name : null
            : hasPrefix ? item.PrintedName ?? item.Name : null;
        if (column.Column is null)
        {
            buffer.Append(SqlIdentifiers.Quote(qualifier ?? item.Name)).Append(".*");
            return;
        }

        var source = item.Find(column.Column)?.Source;
        if (item.Kind != RangeKind.Relation || (source is not null && source.Name != column.Column))
        {
            buffer.Append(qualifier is null ? "" : SqlIdentifiers.Quote(qualifier) + ".").Append(SqlIdentifiers.Quote(column.Column));
        }
        else if (item.Alias is null && qualifier is not null && item.Source?.Name.Name == qualifier && !item.Relation.IsNone)
        {
            // Without an alias it goes by the name that its relation has at the time.
            Add(new RelationPart(item.Relation, IsInLiteral: false, IsBare: true));
            buffer.Append('.');
            Add(new ColumnPart(item.Relation, column.Column));
        }
        else
        {
            Add(new ColumnPart(item.Relation, column.Column, qualifier));
        }
    }

    private void WriteConstant(ConstantExpr constant, bool showsType)
    {
        if (constant.IsNull)
        {
            buffer.Append("NULL");
            if (showsType)
            {
                buffer.Append("::");
                WriteType(constant.TypeReference);
            }

            return;
        }

        var text = constant.Text!;
        var needsLabel = true;
        if (constant.Reference is { } reference)
        {
            buffer.Append('\'');
            Add(reference);
            buffer.Append('\'');
        }
        else if (constant.Type == TypeIds.Int4)
        {
            needsLabel = text[0] == '-';
            buffer.Append(needsLabel ? $"'{text}'" : text);
        }
        else if (constant.Type == TypeIds.Numeric)
        {
            var isPlain = char.IsDigit(text[0]) && text.IndexOfAny(['e', 'E', '.']) >= 0;
            buffer.Append(isPlain ? text : $"'{text}'");
            needsLabel = !isPlain || constant.Modifier >= 0;
        }
        else if (constant.Type == TypeIds.Bool)
        {
            buffer.Append(text == "t" ? "true" : "false");
            needsLabel = false;
        }
        else
        {
            buffer.Append(SqlIdentifiers.QuoteLiteral(text));
            needsLabel = constant.Type != TypeIds.Unknown;
        }

        if (showsType && needsLabel)
        {
            buffer.Append("::");
            WriteType(constant.TypeReference);
        }
    }

    private void WriteCoercion(CoercionExpr coercion, bool showsImplicit)
    {
        if (coercion.Form == CoercionForm.ImplicitCast && !showsImplicit)
        {
            if (coercion.Kind == CoercionKind.Domain)
            {
                Write(coercion.Argument, showsImplicit: false);
            }
            else
            {
                WriteParenthesized(coercion.Argument, showsImplicit: false, coercion);
            }

            return;
        }

        if (coercion.Argument is ConstantExpr { Modifier: -1 } constant && constant.Type == coercion.Type)
        {
            WriteConstant(constant, showsType: false);
        }
        else
        {
            Open();
            WriteParenthesized(coercion.Argument, showsImplicit: false, coercion);
            Close();
        }

        buffer.Append("::");
        WriteType(coercion.TypeReference);
    }

    private string OperatorName(Operator @operator)
    {
        var home = @operator.Extension is { } name ? schema.FindExtension(name)?.Schema : null;
        return home is null or "public" or "pg_catalog" ? @operator.Name : $"OPERATOR({SqlIdentifiers.Quote(home)}.{@operator.Name})";
    }

    private void WriteOperator(OperatorExpr operation)
    {
        Open();
        if (operation.Arguments.Count == 2)
        {
            WriteParenthesized(operation.Arguments[0], showsImplicit: true, operation);
            buffer.Append(' ').Append(OperatorName(operation.Operator)).Append(' ');
            WriteParenthesized(operation.Arguments[1], showsImplicit: true, operation);
        }
        else
        {
            buffer.Append(OperatorName(operation.Operator)).Append(' ');
            WriteParenthesized(operation.Arguments[0], showsImplicit: true, operation);
        }

        Close();
    }

    private void WriteComparison(ComparisonExpr comparison)
    {
        if (comparison.IsNullIf)
        {
            buffer.Append("NULLIF(");
            WriteList(comparison.Arguments);
            buffer.Append(')');
            return;
        }

        Open();
        WriteParenthesized(comparison.Arguments[0], showsImplicit: true, comparison);
        buffer.Append(" IS DISTINCT FROM ");
        WriteParenthesized(comparison.Arguments[1], showsImplicit: true, comparison);
        Close();
    }

    private void WriteArrayOperator(ArrayOperatorExpr operation)
    {
        Open();
        WriteParenthesized(operation.Left, showsImplicit: true, operation);
        buffer.Append(' ').Append(OperatorName(operation.Operator)).Append(operation.IsAny ? " ANY (" : " ALL (");
        WriteParenthesized(operation.Right, showsImplicit: true, operation);
        if (operation.Right is SubqueryExpr { Kind: SubLinkType.Expr })
        {
            buffer.Append("::");
            WriteType(operation.Right.TypeReference);
        }

        buffer.Append(')');
        Close();
    }

    private void WriteLogical(LogicalExpr logical)
    {
        Open();
        buffer.Append(logical.Kind == BoolExprType.Not ? "NOT " : "");
        for (var i = 0; i < logical.Arguments.Count; i++)
        {
            buffer.Append(i == 0 ? "" : logical.Kind == BoolExprType.And ? " AND " : " OR ");
            WriteParenthesized(logical.Arguments[i], showsImplicit: false, logical);
        }

        Close();
    }

    private void WriteCase(CaseExpression @case)
    {
        Keyword("CASE", 0, IndentVariable);
        if (@case.Argument is not null)
        {
            buffer.Append(' ');
            Write(@case.Argument, showsImplicit: true);
        }

        foreach (var (condition, result) in @case.Arms)
        {
            var shown = @case.Argument is not null && condition is OperatorExpr { Arguments: [var test, var compared] } && WithoutImplicit(test) is CaseTestExpr ? compared : condition;
            Keyword("WHEN ");
            Write(shown, showsImplicit: false);
            buffer.Append(" THEN ");
            Write(result, showsImplicit: true);
        }

        Keyword("ELSE ");
        Write(@case.Default, showsImplicit: true);
        Keyword("END", -IndentVariable);
    }

    private static Expr WithoutImplicit(Expr value)
    {
        while (value is CoercionExpr { Form: CoercionForm.ImplicitCast } coercion)
        {
            value = coercion.Argument;
        }

        return value;
    }

    private void WriteSubscript(SubscriptExpr subscript, bool showsImplicit)
    {
        var needs = subscript.Container is not (ColumnExpr or FieldExpr);
        buffer.Append(needs ? "(" : "");
        Write(subscript.Container, showsImplicit);
        buffer.Append(needs ? ")" : "");
        foreach (var (isSlice, lower, upper) in subscript.Subscripts)
        {
            buffer.Append('[');
            if (isSlice || lower is not null)
            {
                Write(lower, showsImplicit: false);
                buffer.Append(':');
            }

            Write(upper, showsImplicit: false);
            buffer.Append(']');
        }
    }

    private void WriteXml(XmlExpression xml)
    {
        if (xml.Kind == XmlExprOp.Document)
        {
            Write(xml.Arguments[0], showsImplicit: false);
            buffer.Append(" IS DOCUMENT");
            return;
        }

        buffer.Append(xml.Kind switch { XmlExprOp.Xmlconcat => "XMLCONCAT(", XmlExprOp.Xmlelement => "XMLELEMENT(", XmlExprOp.Xmlforest => "XMLFOREST(", _ => "XMLPI(" });
        var needsComma = false;
        if (xml.Name is { } name)
        {
            buffer.Append("NAME ").Append(SqlIdentifiers.Quote(name));
            needsComma = true;
        }

        if (xml.Named.Count > 0)
        {
            buffer.Append(xml.Kind == XmlExprOp.Xmlforest ? "" : (needsComma ? ", " : "") + "XMLATTRIBUTES(");
            for (var i = 0; i < xml.Named.Count; i++)
            {
                buffer.Append(i > 0 ? ", " : "");
                Write(xml.Named[i].Value, showsImplicit: true);
                buffer.Append(" AS ").Append(SqlIdentifiers.Quote(xml.Named[i].Name));
            }

            buffer.Append(xml.Kind == XmlExprOp.Xmlforest ? "" : ")");
            needsComma = true;
        }

        if (xml.Arguments.Count > 0)
        {
            buffer.Append(needsComma ? ", " : "");
            WriteList(xml.Arguments);
        }

        buffer.Append(')');
    }
}
