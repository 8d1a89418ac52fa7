using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>SQL/JSON.</summary>
internal sealed partial class SqlPrinter
{
    private bool JsonNode(Node node)
    {
        switch (node)
        {
            case JsonValueExpr value:
                Node(value.RawExpr!);
                Format(value.Format);
                return true;
            case JsonKeyValue member:
                Operand(member.Key, SqlPrecedence.Primary);
                Clause(" VALUE ", member.Value);
                return true;
            case JsonArgument argument:
                Node(argument.Val!);
                output.Append(" AS ");
                Name(argument.Name ?? "");
                return true;
            case JsonParseExpr parse:
                Clause("JSON(", parse.Expr);
                output.Append(parse.UniqueKeys ? " WITH UNIQUE KEYS)" : ")");
                return true;
            case JsonScalarExpr scalar:
                Clause("JSON_SCALAR(", scalar.Expr);
                output.Append(')');
                return true;
            case JsonSerializeExpr serialize:
                Clause("JSON_SERIALIZE(", serialize.Expr);
                Clause(" ", serialize.Output);
                output.Append(')');
                return true;
            case JsonFuncExpr call:
                JsonCall(call);
                return true;
            case JsonOutput result:
                output.Append("RETURNING ");
                Node(result.TypeName!);
                Format(result.Returning?.Format);
                return true;
            case JsonBehavior behavior:
                Behavior(behavior);
                return true;
            default:
                return JsonConstructor(node);
        }
    }

    private bool JsonConstructor(Node node)
    {
        switch (node)
        {
            case JsonObjectConstructor constructor:
                output.Append("JSON_OBJECT(");
                List(constructor.Exprs);
                JsonTail(constructor.Exprs.Count > 0 && constructor.AbsentOnNull ? " ABSENT ON NULL" : "", constructor.Unique, constructor.Output);
                return true;
            case JsonArrayConstructor constructor:
                output.Append("JSON_ARRAY(");
                List(constructor.Exprs);
                JsonTail(constructor.AbsentOnNull ? "" : " NULL ON NULL", isUnique: false, constructor.Output);
                return true;
            case JsonArrayQueryConstructor constructor:
                Clause("JSON_ARRAY(", constructor.Query);
                Format(constructor.Format);
                JsonTail("", isUnique: false, constructor.Output);
                return true;
            case JsonObjectAgg aggregate:
                Clause("JSON_OBJECTAGG(", aggregate.Arg);
                JsonTail(aggregate.AbsentOnNull ? " ABSENT ON NULL" : "", aggregate.Unique, aggregate.Constructor?.Output);
                FilterAndOver(aggregate.Constructor?.AggFilter, aggregate.Constructor?.Over);
                return true;
            case JsonArrayAgg aggregate:
                Clause("JSON_ARRAYAGG(", aggregate.Arg);
                Clause(" ORDER BY ", aggregate.Constructor?.AggOrder ?? []);
                JsonTail(aggregate.AbsentOnNull ? "" : " NULL ON NULL", isUnique: false, aggregate.Constructor?.Output);
                FilterAndOver(aggregate.Constructor?.AggFilter, aggregate.Constructor?.Over);
                return true;
            default:
                return false;
        }
    }

    private void JsonTail(string nulls, bool isUnique, JsonOutput? result)
    {
        output.Append(nulls).Append(isUnique ? " WITH UNIQUE KEYS" : "");
        Clause(" ", result);
        output.Append(')');
    }

    private void IsJson(JsonIsPredicate predicate) => output.Append(" IS JSON").Append(predicate.ItemType switch
    {
        JsonValueType.Object => " OBJECT",
        JsonValueType.Array => " ARRAY",
        JsonValueType.Scalar => " SCALAR",
        _ => "",
    }).Append(predicate.UniqueKeys ? " WITH UNIQUE KEYS" : "");

    private void JsonCall(JsonFuncExpr call)
    {
        Clause(call.Op switch
        {
            JsonExprOp.ExistsOp => "JSON_EXISTS(",
            JsonExprOp.QueryOp => "JSON_QUERY(",
            _ => "JSON_VALUE(",
        }, call.ContextItem);
        Clause(", ", call.Pathspec);
        Clause(" PASSING ", call.Passing);
        Clause(" ", call.Output);
        WrapperAndQuotes(call.Wrapper, call.Quotes);
        OnEvent(call.OnEmpty, " ON EMPTY");
        OnEvent(call.OnError, " ON ERROR");
        output.Append(')');
    }

    private void WrapperAndQuotes(JsonWrapper wrapper, JsonQuotes quotes) => output.Append(wrapper switch
    {
        JsonWrapper.None => " WITHOUT WRAPPER",
        JsonWrapper.Conditional => " WITH CONDITIONAL WRAPPER",
        JsonWrapper.Unconditional => " WITH WRAPPER",
        _ => "",
    }).Append(quotes switch
    {
        JsonQuotes.Keep => " KEEP QUOTES",
        JsonQuotes.Omit => " OMIT QUOTES",
        _ => "",
    });

    private void OnEvent(JsonBehavior? behavior, string on)
    {
        if (behavior is not null)
        {
            output.Append(' ');
            Behavior(behavior);
            output.Append(on);
        }
    }

    private void Behavior(JsonBehavior behavior)
    {
        output.Append(behavior.Btype switch
        {
            JsonBehaviorType.Null => "NULL",
            JsonBehaviorType.Error => "ERROR",
            JsonBehaviorType.True => "TRUE",
            JsonBehaviorType.False => "FALSE",
            JsonBehaviorType.Unknown => "UNKNOWN",
            JsonBehaviorType.EmptyObject => "EMPTY OBJECT",
            JsonBehaviorType.Default => "DEFAULT",
            _ => "EMPTY ARRAY",
        });
        Clause(" ", behavior.Expr);
    }

    /// <summary><c>json_format_clause_opt</c>.</summary>
    private void Format(JsonFormat? format)
    {
        if (format is { FormatType: JsonFormatType.Json })
        {
            output.Append(" FORMAT JSON").Append(format.Encoding switch
            {
                JsonEncoding.Utf8 => " ENCODING UTF8",
                JsonEncoding.Utf16 => " ENCODING UTF16",
                JsonEncoding.Utf32 => " ENCODING UTF32",
                _ => "",
            });
        }
    }
}
