using System.Globalization;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Columns, constants, rows, arrays, CASE, and the parts of expressions.</summary>
internal sealed partial class SqlPrinter
{
    private bool Primary(Node node)
    {
        switch (node)
        {
            case AConst constant:
                Constant(constant);
                return true;
            case ColumnRef column:
                ColumnReference(column);
                return true;
            case FuncCall call:
                Call(call);
                return true;
            case ParamRef parameter:
                output.Append('$').Append(parameter.Number.ToString(CultureInfo.InvariantCulture));
                return true;
            case Hole hole:
                output.Append(hole.Spelling);
                return true;
            case SubLink link:
                output.Append(link.SubLinkType switch
                {
                    SubLinkType.Exists => "EXISTS ",
                    SubLinkType.Array => "ARRAY",
                    _ => "",
                });
                Parenthesized(link.Subselect!);
                return true;
            case AIndirection indirection:
                FieldOrElement(indirection);
                return true;
            case RowExpr row:
                output.Append(row.RowFormat == CoercionForm.ExplicitCall ? "ROW" : "");
                ParenthesizedList(row.Args);
                return true;
            case AArrayExpr array:
                output.Append("ARRAY");
                Elements(array);
                return true;
            case CaseExpr expression:
                Case(expression);
                return true;
            default:
                return NamedExpression(node);
        }
    }

    private bool NamedExpression(Node node)
    {
        switch (node)
        {
            case SQLValueFunction function:
                output.Append(Words(function.Op));
                if (function.Typmod >= 0)
                {
                    output.Append('(').Append(function.Typmod.ToString(CultureInfo.InvariantCulture)).Append(')');
                }

                return true;
            case CoalesceExpr coalesce:
                output.Append("COALESCE");
                ParenthesizedList(coalesce.Args);
                return true;
            case MinMaxExpr extreme:
                output.Append(extreme.Op == MinMaxOp.Greatest ? "GREATEST" : "LEAST");
                ParenthesizedList(extreme.Args);
                return true;
            case GroupingFunc grouping:
                output.Append("GROUPING");
                ParenthesizedList(grouping.Args);
                return true;
            case MergeSupportFunc:
                output.Append("MERGE_ACTION()");
                return true;
            case SetToDefault:
                output.Append("DEFAULT");
                return true;
            default:
                return false;
        }
    }

    private bool PartOfExpression(Node node)
    {
        switch (node)
        {
            case TypeName type:
                Type(type);
                return true;
            case SortBy sort:
                Sort(sort);
                return true;
            case WindowDef window:
                WindowSpecification(window);
                return true;
            case NamedArgExpr argument:
                Name(argument.Name ?? "");
                output.Append(" => ");
                Node(argument.Arg!);
                return true;
            case AStar:
                output.Append('*');
                return true;
            default:
                return false;
        }
    }

    private static string Words(SQLValueFunctionOp op) => op switch
    {
        SQLValueFunctionOp.CurrentDate => "CURRENT_DATE",
        SQLValueFunctionOp.CurrentTime or SQLValueFunctionOp.CurrentTimeN => "CURRENT_TIME",
        SQLValueFunctionOp.CurrentTimestamp or SQLValueFunctionOp.CurrentTimestampN => "CURRENT_TIMESTAMP",
        SQLValueFunctionOp.Localtime or SQLValueFunctionOp.LocaltimeN => "LOCALTIME",
        SQLValueFunctionOp.Localtimestamp or SQLValueFunctionOp.LocaltimestampN => "LOCALTIMESTAMP",
        SQLValueFunctionOp.CurrentRole => "CURRENT_ROLE",
        SQLValueFunctionOp.CurrentUser => "CURRENT_USER",
        SQLValueFunctionOp.User => "USER",
        SQLValueFunctionOp.SessionUser => "SESSION_USER",
        SQLValueFunctionOp.CurrentCatalog => "CURRENT_CATALOG",
        _ => "CURRENT_SCHEMA",
    };

    private void ColumnReference(ColumnRef column)
    {
        for (var i = 0; i < column.Fields.Count; i++)
        {
            output.Append(i == 0 ? "" : ".");
            if (column.Fields[i] is StringValue name)
            {
                Name(name.Sval);
            }
            else
            {
                output.Append('*');
            }
        }
    }

    private void FieldOrElement(AIndirection indirection)
    {
        // A field behind a plain name would belong to the name.
        if (indirection.Arg is ParamRef || (indirection.Arg is ColumnRef && indirection.Indirection[0] is AIndices)
            || indirection.Arg is SubLink { SubLinkType: SubLinkType.Expr } or Hole)
        {
            Node(indirection.Arg);
        }
        else
        {
            Parenthesized(indirection.Arg!);
        }

        Indirection(indirection.Indirection);
    }

    /// <summary><c>opt_indirection</c>: <c>.name</c>, <c>.*</c>, <c>[…]</c>.</summary>
    private void Indirection(IReadOnlyList<Node> elements)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            switch (elements[i])
            {
                case StringValue name:
                    output.Append('.');
                    Name(name.Sval);
                    break;
                case AIndices indices:
                    Subscript(indices);
                    break;
                default:
                    output.Append(".*");
                    break;
            }
        }
    }

    private void Subscript(AIndices indices)
    {
        output.Append('[');
        if (indices.Lidx is not null)
        {
            Node(indices.Lidx);
        }

        output.Append(indices.IsSlice ? ":" : "");
        var place = output.Length;
        if (indices.Uidx is not null)
        {
            Node(indices.Uidx);
        }

        if (indices.IsSlice && output.Length > place && !char.IsDigit(output[place]))
        {
            // A colon with a name or a quote behind it is a variable to psql.
            output.Insert(place, ' ');
        }

        output.Append(']');
    }

    private void Elements(AArrayExpr array)
    {
        output.Append('[');
        for (var i = 0; i < array.Elements.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            if (array.Elements[i] is AArrayExpr inner && !array.Elements.Any(element => element is not AArrayExpr))
            {
                Elements(inner);
            }
            else
            {
                Node(array.Elements[i]);
            }
        }

        output.Append(']');
    }

    private void Case(CaseExpr expression)
    {
        output.Append("CASE");
        Clause(" ", expression.Arg);
        foreach (var branch in expression.Args)
        {
            var when = (CaseWhen)branch;
            Clause(" WHEN ", when.Expr);
            Clause(" THEN ", when.Result);
        }

        Clause(" ELSE ", expression.Defresult);
        output.Append(" END");
    }
}
