using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Calls of functions, aggregates and window functions.</content>
internal sealed partial class Deparser
{
    private void WriteName(Routine routine)
    {
        if (routine.Id.IsBuiltIn)
        {
            buffer.Append(routine.Name.Schema == "information_schema" ? "information_schema." : "").Append(SqlIdentifiers.Quote(routine.Name.Name));
        }
        else
        {
            Add(new RoutinePart(routine.Id));
        }
    }

    private void WriteCall(CallExpr call)
    {
        if (call.IsSqlSyntax && WriteSqlSyntax(call))
        {
            return;
        }

        WriteName(call.Routine);
        buffer.Append('(');
        WriteArguments(call.Arguments, call.IsVariadic);
        buffer.Append(')');
    }

    private void WriteArguments(IReadOnlyList<Expr> arguments, bool isVariadic)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            buffer.Append(i > 0 ? ", " : "").Append(isVariadic && i == arguments.Count - 1 ? "VARIADIC " : "");
            Write(arguments[i], showsImplicit: true);
        }
    }

    private bool WriteSqlSyntax(CallExpr call)
    {
        var arguments = call.Arguments;
        switch (call.Routine.Name.Name)
        {
            case "timezone" when arguments.Count == 2:
                buffer.Append('(');
                WriteParenthesized(arguments[1], showsImplicit: false, call);
                buffer.Append(" AT TIME ZONE ");
                WriteParenthesized(arguments[0], showsImplicit: false, call);
                buffer.Append(')');
                return true;
            case "overlaps":
                WritePieces("((", arguments[0], ", ", arguments[1], ") OVERLAPS (", arguments[2], ", ", arguments[3], "))");
                return true;
            case "extract":
                WritePieces("EXTRACT(", ((ConstantExpr)arguments[0]).Text!, " FROM ", arguments[1], ")");
                return true;
            case "is_normalized":
                buffer.Append('(');
                WriteParenthesized(arguments[0], showsImplicit: false, call);
                buffer.Append(" IS").Append(arguments.Count == 2 ? " " + ((ConstantExpr)arguments[1]).Text : "").Append(" NORMALIZED)");
                return true;
            case "pg_collation_for":
                WritePieces("COLLATION FOR (", arguments[0], ")");
                return true;
            case "normalize":
                WritePieces("NORMALIZE(", arguments[0], arguments.Count == 2 ? ", " + ((ConstantExpr)arguments[1]).Text : "", ")");
                return true;
            case "overlay":
                WritePieces("OVERLAY(", arguments[0], " PLACING ", arguments[1], " FROM ", arguments[2]);
                WriteOptional(" FOR ", arguments, 3);
                return true;
            case "position":
                WritePieces("POSITION((", arguments[1], ") IN (", arguments[0], "))");
                return true;
            case "substring" when arguments.Count == 3 && arguments[1].Type == TypeIds.Text:
                WritePieces("SUBSTRING(", arguments[0], " SIMILAR ", arguments[1], " ESCAPE ", arguments[2], ")");
                return true;
            case "substring" when arguments.Count > 1 && arguments[1].Type == TypeIds.Int4:
                WritePieces("SUBSTRING(", arguments[0], " FROM ", arguments[1]);
                WriteOptional(" FOR ", arguments, 2);
                return true;
            case "btrim" or "ltrim" or "rtrim":
                buffer.Append("TRIM(").Append(call.Routine.Name.Name switch { "btrim" => "BOTH", "ltrim" => "LEADING", _ => "TRAILING" });
                if (arguments.Count == 2)
                {
                    WritePieces(" ", arguments[1]);
                }

                WritePieces(" FROM ", arguments[0], ")");
                return true;
            case "xmlexists":
                WritePieces("XMLEXISTS((", arguments[0], ") PASSING (", arguments[1], "))");
                return true;
            default:
                return false;
        }
    }

    private void WriteOptional(string word, IReadOnlyList<Expr> arguments, int index)
    {
        if (arguments.Count > index)
        {
            WritePieces(word, arguments[index]);
        }

        buffer.Append(')');
    }

    private void WritePieces(params object[] pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece is Expr value)
            {
                Write(value, showsImplicit: false);
            }
            else
            {
                buffer.Append((string)piece);
            }
        }
    }

    private void WriteAggregate(AggregateExpr aggregate)
    {
        WriteName(aggregate.Routine);
        buffer.Append('(').Append(aggregate.IsDistinct ? "DISTINCT " : "");
        if (aggregate.Routine.DirectArguments >= 0)
        {
            WriteList(aggregate.DirectArguments);
            buffer.Append(") WITHIN GROUP (ORDER BY ");
            WriteOrder(aggregate.Order);
        }
        else
        {
            if (aggregate.IsStar)
            {
                buffer.Append('*');
            }
            else
            {
                WriteArguments(aggregate.Arguments, aggregate.IsVariadic);
            }

            if (aggregate.Order.Count > 0)
            {
                buffer.Append(" ORDER BY ");
                WriteOrder(aggregate.Order);
            }
        }

        WriteFilter(aggregate.Filter);
        buffer.Append(')');
    }

    private void WriteFilter(Expr? filter)
    {
        if (filter is not null)
        {
            buffer.Append(") FILTER (WHERE ");
            Write(filter, showsImplicit: false);
        }
    }

    private void WriteWindowCall(WindowExpr window)
    {
        WriteName(window.Routine);
        buffer.Append('(');
        if (window.IsStar)
        {
            buffer.Append('*');
        }
        else
        {
            WriteList(window.Arguments);
        }

        WriteFilter(window.Filter);
        buffer.Append(") OVER ");
        if (window.Window!.Name is { } name)
        {
            buffer.Append(SqlIdentifiers.Quote(name));
        }
        else
        {
            WriteWindow(window.Window);
        }
    }

    private void WriteWindow(WindowClause window)
    {
        buffer.Append('(');
        var separator = "";
        if (window.RefName is { } name)
        {
            buffer.Append(SqlIdentifiers.Quote(name));
            separator = " ";
        }

        if (window.Partition.Count > 0)
        {
            buffer.Append(separator).Append("PARTITION BY ");
            for (var i = 0; i < window.Partition.Count; i++)
            {
                buffer.Append(i > 0 ? ", " : "");
                WriteSortKey(window.Partition[i]);
            }

            separator = " ";
        }

        if (window.Order.Count > 0)
        {
            buffer.Append(separator).Append("ORDER BY ");
            WriteOrder(window.Order);
            separator = " ";
        }

        if ((window.Frame & FrameOptions.NonDefault) != FrameOptions.None)
        {
            buffer.Append(separator);
            WriteFrame(window);
        }

        buffer.Append(')');
    }

    private void WriteFrame(WindowClause window)
    {
        var frame = window.Frame;
        bool Has(FrameOptions option) => (frame & option) != FrameOptions.None;
        buffer.Append(Has(FrameOptions.Range) ? "RANGE " : Has(FrameOptions.Rows) ? "ROWS " : "GROUPS ").Append(Has(FrameOptions.Between) ? "BETWEEN " : "");
        if (Has(FrameOptions.StartUnboundedPreceding))
        {
            buffer.Append("UNBOUNDED PRECEDING");
        }
        else if (Has(FrameOptions.StartCurrentRow))
        {
            buffer.Append("CURRENT ROW");
        }
        else
        {
            Write(window.Start, showsImplicit: false);
            buffer.Append(Has(FrameOptions.StartOffsetPreceding) ? " PRECEDING" : " FOLLOWING");
        }

        if (Has(FrameOptions.Between))
        {
            buffer.Append(" AND ");
            if (Has(FrameOptions.EndUnboundedFollowing))
            {
                buffer.Append("UNBOUNDED FOLLOWING");
            }
            else if (Has(FrameOptions.EndCurrentRow))
            {
                buffer.Append("CURRENT ROW");
            }
            else
            {
                Write(window.End, showsImplicit: false);
                buffer.Append(Has(FrameOptions.EndOffsetPreceding) ? " PRECEDING" : " FOLLOWING");
            }
        }

        buffer.Append(Has(FrameOptions.ExcludeCurrentRow) ? " EXCLUDE CURRENT ROW" : Has(FrameOptions.ExcludeGroup) ? " EXCLUDE GROUP" : Has(FrameOptions.ExcludeTies) ? " EXCLUDE TIES" : "");
    }

    private void WriteOrder(IReadOnlyList<SortItem> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            buffer.Append(i > 0 ? ", " : "");
            WriteSortKey(order[i].Expression);
            buffer.Append(order[i].IsDescending ? order[i].NullsFirst ? " DESC" : " DESC NULLS LAST" : order[i].NullsFirst ? " NULLS FIRST" : "");
        }
    }

    /// <summary>A key of GROUP BY or ORDER BY: what is no plain column, constant or call stands in parentheses (<c>get_rule_sortgroupclause</c>).</summary>
    private void WriteSortKey(Expr key)
    {
        if (key is ConstantExpr constant)
        {
            WriteConstant(constant, showsType: false);
            buffer.Append("::");
            WriteType(constant.TypeReference);
            return;
        }

        var needs = key is CallExpr or AggregateExpr or WindowExpr or CoercionExpr { Kind: CoercionKind.Function } || (isPretty && key is not ColumnExpr);
        buffer.Append(needs ? "(" : "");
        Write(key, showsImplicit: true);
        buffer.Append(needs ? ")" : "");
    }
}
