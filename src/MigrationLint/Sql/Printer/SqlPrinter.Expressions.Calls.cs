using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Function calls, windows, ORDER BY.</summary>
internal sealed partial class SqlPrinter
{
    private void Call(FuncCall call)
    {
        if (call.Funcformat == CoercionForm.SqlSyntax && SystemName(call) is { } name)
        {
            SpecialCall(call, name);
            return;
        }

        FunctionName(call.Funcname);
        output.Append('(').Append(call.AggDistinct ? "DISTINCT " : "").Append(call.AggStar ? "*" : "");
        for (var i = 0; i < call.Args.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ").Append(call.FuncVariadic && i == call.Args.Count - 1 ? "VARIADIC " : "");
            Node(call.Args[i]);
        }

        Clause(call.AggWithinGroup ? ") WITHIN GROUP (ORDER BY " : " ORDER BY ", call.AggOrder);
        output.Append(')');
        FilterAndOver(call.AggFilter, call.Over);
    }

    private void FilterAndOver(Node? filter, WindowDef? over)
    {
        if (filter is not null)
        {
            output.Append(" FILTER (WHERE ");
            Node(filter);
            output.Append(')');
        }

        if (over is { Name: { } window })
        {
            output.Append(" OVER ");
            Name(window);
        }
        else if (over is not null)
        {
            output.Append(" OVER ");
            WindowSpecification(over);
        }
    }

    // Alone, words may name functions that may not name columns, and a few have a syntax of their own that takes plain arguments too.
    private void FunctionName(IReadOnlyList<Node> name)
    {
        var word = name.Count == 1 ? ((StringValue)name[0]).Sval : "";
        var keyword = Keywords.Find(word, 0, word.Length);
        if (keyword == Keyword.Operator)
        {
            output.Append("\"operator\"");
        }
        else if (IsPlainWord(word) && keyword is Keyword.Substring or Keyword.Overlay
            || (keyword != Keyword.NotKeyword && IsPlainWord(word) && Keywords.Class(keyword) == KeywordClass.TypeOrFunctionName))
        {
            output.Append(word);
        }
        else
        {
            QualifiedName(name);
        }
    }

    private void SpecialCall(FuncCall call, string name)
    {
        var arguments = call.Args;
        switch (name)
        {
            case "system_user":
                output.Append("SYSTEM_USER");
                break;
            case "overlaps":
                Row(arguments, 0);
                output.Append(" OVERLAPS ");
                Row(arguments, 2);
                break;
            case "extract":
                output.Append("EXTRACT(");
                ExtractField(((AConst)arguments[0]).Sval!.Sval);
                Clause(" FROM ", arguments[1]);
                output.Append(')');
                break;
            case "position":
                output.Append("POSITION(");
                RestrictedExpression(arguments[1]);
                output.Append(" IN ");
                RestrictedExpression(arguments[0]);
                output.Append(')');
                break;
            case "xmlexists":
                output.Append("XMLEXISTS(");
                Operand(arguments[0], SqlPrecedence.Primary);
                output.Append(" PASSING ");
                Operand(arguments[1], SqlPrecedence.Primary);
                output.Append(')');
                break;
            case "normalize":
                output.Append("NORMALIZE(");
                Node(arguments[0]);
                output.Append(arguments.Count > 1 ? ", " + ((AConst)arguments[1]).Sval!.Sval : "").Append(')');
                break;
            default:
                CallWithWords(name, arguments);
                break;
        }
    }

    private void ExtractField(string field)
    {
        var word = Keywords.Find(field, 0, field.Length);
        if (IsPlainWord(field) && word is Keyword.NotKeyword or Keyword.Year or Keyword.Month or Keyword.Day or Keyword.Hour or Keyword.Minute or Keyword.Second)
        {
            output.Append(field);
        }
        else
        {
            Constant(field);
        }
    }

    private void Row(IReadOnlyList<Node> values, int first)
    {
        output.Append('(');
        Node(values[first]);
        output.Append(", ");
        Node(values[first + 1]);
        output.Append(')');
    }

    private void CallWithWords(string name, IReadOnlyList<Node> arguments)
    {
        string[] words = name switch
        {
            "pg_collation_for" => ["COLLATION FOR ("],
            "overlay" => ["OVERLAY(", " PLACING ", " FROM ", " FOR "],
            "substring" => ["SUBSTRING(", " FROM ", " FOR "],
            "ltrim" => ["TRIM(LEADING "],
            "rtrim" => ["TRIM(TRAILING "],
            _ => ["TRIM(BOTH "],
        };
        for (var i = 0; i < arguments.Count; i++)
        {
            output.Append(i < words.Length ? words[i] : ", ");
            Node(arguments[i]);
        }

        output.Append(')');
    }

    private void Sort(SortBy sort)
    {
        Node(sort.Node!);
        if (sort.SortbyDir == SortByDir.Using)
        {
            output.Append(" USING ");
            OperatorInExpression(sort.UseOp);
        }

        output.Append(sort.SortbyDir switch
        {
            SortByDir.Asc => " ASC",
            SortByDir.Desc => " DESC",
            _ => "",
        }).Append(sort.SortbyNulls switch
        {
            SortByNulls.First => " NULLS FIRST",
            SortByNulls.Last => " NULLS LAST",
            _ => "",
        });
    }

    /// <summary>A window in parentheses.</summary>
    private void WindowSpecification(WindowDef window)
    {
        output.Append('(');
        var start = output.Length;
        switch (window.Refname)
        {
            case null:
                break;
            case "partition" or "range" or "rows" or "groups":
                output.Append('"').Append(window.Refname).Append('"');
                break;
            default:
                Name(window.Refname);
                break;
        }

        Clause(output.Length > start ? " PARTITION BY " : "PARTITION BY ", window.PartitionClause);
        Clause(output.Length > start ? " ORDER BY " : "ORDER BY ", window.OrderClause);
        if (window.FrameOptions.HasFlag(FrameOptions.NonDefault))
        {
            output.Append(output.Length > start ? " " : "");
            Frame(window);
        }

        output.Append(')');
    }

    private void Frame(WindowDef window)
    {
        var options = window.FrameOptions;
        output.Append(options.HasFlag(FrameOptions.Range) ? "RANGE " : options.HasFlag(FrameOptions.Rows) ? "ROWS " : "GROUPS ");
        output.Append(options.HasFlag(FrameOptions.Between) ? "BETWEEN " : "");
        FrameBound(options, window.StartOffset);
        if (options.HasFlag(FrameOptions.Between))
        {
            output.Append(" AND ");

            // Each option of the end is the bit above that of the start.
            FrameBound((FrameOptions)((int)options >> 1), window.EndOffset);
        }

        output.Append(options.HasFlag(FrameOptions.ExcludeCurrentRow) ? " EXCLUDE CURRENT ROW"
            : options.HasFlag(FrameOptions.ExcludeGroup) ? " EXCLUDE GROUP"
            : options.HasFlag(FrameOptions.ExcludeTies) ? " EXCLUDE TIES"
            : "");
    }

    private void FrameBound(FrameOptions options, Node? offset)
    {
        if (offset is not null)
        {
            Operand(offset, SqlPrecedence.Primary);
            output.Append(options.HasFlag(FrameOptions.StartOffsetPreceding) ? " PRECEDING" : " FOLLOWING");
        }
        else
        {
            output.Append(options.HasFlag(FrameOptions.StartUnboundedPreceding) ? "UNBOUNDED PRECEDING"
                : options.HasFlag(FrameOptions.StartUnboundedFollowing) ? "UNBOUNDED FOLLOWING"
                : "CURRENT ROW");
        }
    }
}
