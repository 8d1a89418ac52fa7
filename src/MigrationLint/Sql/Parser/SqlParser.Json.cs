using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>SQL/JSON: constructors, aggregates, queries and predicates.</summary>
internal sealed partial class SqlParser
{
    /// <summary>A JSON function at its word and parenthesis; null where none stands.</summary>
    private Node? JsonFunction(int start)
    {
        var word = Word;
        if (word is not (Keyword.JsonObject or Keyword.JsonArray or Keyword.Json or Keyword.JsonScalar or Keyword.JsonSerialize
            or Keyword.JsonQuery or Keyword.JsonExists or Keyword.JsonValue))
        {
            return null;
        }

        position += 2;
        Node call = word switch
        {
            Keyword.JsonObject => JsonObject(start),
            Keyword.JsonArray => JsonArray(start),
            Keyword.Json => new JsonParseExpr(start) { Expr = JsonValueExpr(), UniqueKeys = JsonKeyUniqueness() },
            Keyword.JsonScalar => new JsonScalarExpr(start) { Expr = AExpr() },
            Keyword.JsonSerialize => new JsonSerializeExpr(start) { Expr = JsonValueExpr(), Output = JsonReturning() },
            Keyword.JsonQuery => JsonFuncExpr(start, JsonExprOp.QueryOp),
            Keyword.JsonExists => JsonFuncExpr(start, JsonExprOp.ExistsOp),
            _ => JsonFuncExpr(start, JsonExprOp.ValueOp),
        };
        SkipHoles();
        Expect(TokenKind.RightParenthesis);
        return Close(call);
    }

    private JsonFuncExpr JsonFuncExpr(int start, JsonExprOp op)
    {
        var call = new JsonFuncExpr(start) { Op = op, ContextItem = JsonValueExpr() };
        Expect(TokenKind.Comma);
        call.Pathspec = AExpr();
        call.Passing = JsonPassing();
        if (op == JsonExprOp.ExistsOp)
        {
            call.OnError = JsonOnError();
            return call;
        }

        call.Output = JsonReturning();
        if (op == JsonExprOp.QueryOp)
        {
            call.Wrapper = JsonWrapperBehavior();
            call.Quotes = JsonQuotesClause();
        }

        (call.OnEmpty, call.OnError) = JsonBehaviors();
        return call;
    }

    private Node JsonObject(int start)
    {
        if (Is(TokenKind.RightParenthesis) || Is(Keyword.Returning))
        {
            return new JsonObjectConstructor(start) { Output = JsonReturning() };
        }

        // The old function json_object takes plain arguments.
        if (IsNamedArgument() || JsonKey() is not { } key)
        {
            return SystemCall(start, "json_object", FuncArgList(mayBeVariadic: false).Arguments, CoercionForm.ExplicitCall);
        }

        if (!IsJsonKeyEnd())
        {
            return SystemCall(start, "json_object", RestOfArguments(key), CoercionForm.ExplicitCall);
        }

        var members = new List<JsonKeyValue> { JsonNameAndValue(key) };
        while (Accept(TokenKind.Comma))
        {
            members.Add(JsonNameAndValue(JsonKey()));
        }

        return new JsonObjectConstructor(start)
        {
            Exprs = members,
            AbsentOnNull = JsonNullClause(isAbsentByDefault: false),
            Unique = JsonKeyUniqueness(),
            Output = JsonReturning(),
        };
    }

    /// <summary>A key: <c>c_expr</c> before VALUE, <c>a_expr</c> before a colon.</summary>
    private Node JsonKey()
    {
        var start = Here;
        var key = Operand(isRestricted: false);
        return Is(Keyword.Value) ? key : Operators(start, key, SqlPrecedence.Or, isRestricted: false);
    }

    // psql's reading of 'a':b is a variable.
    private bool IsJsonKeyEnd() => Is(Keyword.Value) || Kind is TokenKind.Colon or TokenKind.Hole;

    private JsonKeyValue JsonNameAndValue(Node key)
    {
        var member = new JsonKeyValue(key.Start) { Key = key };
        if (!Is(TokenKind.Hole) && !Accept(Keyword.Value))
        {
            Expect(TokenKind.Colon);
        }

        member.Value = JsonValueExpr();
        return Close(member);
    }

    private Node JsonArray(int start)
    {
        if (Is(TokenKind.RightParenthesis) || Is(Keyword.Returning))
        {
            return new JsonArrayConstructor(start) { AbsentOnNull = true, Output = JsonReturning() };
        }

        var (query, first) = QueryOrExpression();
        if (query is not null)
        {
            return new JsonArrayQueryConstructor(start) { Query = query, Format = JsonFormatClause(), AbsentOnNull = true, Output = JsonReturning() };
        }

        var elements = new List<JsonValueExpr> { JsonValueExpr(first) };
        while (Accept(TokenKind.Comma))
        {
            elements.Add(JsonValueExpr());
        }

        return new JsonArrayConstructor(start)
        {
            Exprs = elements,
            AbsentOnNull = JsonNullClause(isAbsentByDefault: true),
            Output = JsonReturning(),
        };
    }

    /// <summary><c>select_no_parens</c> or <c>a_expr</c>: a query in parentheses by itself is an expression.</summary>
    private (SelectStmt? Query, Node? Expression) QueryOrExpression()
    {
        if (!StartsSelect())
        {
            return (null, AExpr());
        }

        if (!Is(TokenKind.LeftParenthesis))
        {
            return (SelectNoParens(), null);
        }

        var start = Here;
        var (query, items) = Parenthesis();
        return query is not null && ContinuesQuery()
            ? (SelectNoParens(query, start), null)
            : (null, Operators(start, Operand(start, query, items), SqlPrecedence.Or, isRestricted: false));
    }

    /// <summary><c>json_aggregate_func</c>, with FILTER and OVER unless it is windowless; null where none stands.</summary>
    private Node? JsonAggregate(int start, bool isWindowless)
    {
        if (Word is not (Keyword.JsonObjectagg or Keyword.JsonArrayagg) || KindAt(1) != TokenKind.LeftParenthesis)
        {
            return null;
        }

        var isObject = Is(Keyword.JsonObjectagg);
        position += 2;
        var constructor = new JsonAggConstructor(start);
        Node aggregate = isObject ? JsonObjectAgg(start, constructor) : JsonArrayAgg(start, constructor);
        constructor.Output = JsonReturning();
        Expect(TokenKind.RightParenthesis);
        if (!isWindowless)
        {
            constructor.AggFilter = FilterClause();
            constructor.Over = OverClause();
        }

        Close(constructor);
        return Close(aggregate);
    }

    private JsonObjectAgg JsonObjectAgg(int start, JsonAggConstructor constructor) => new(start)
    {
        Constructor = constructor,
        Arg = JsonNameAndValue(JsonKey()),
        AbsentOnNull = JsonNullClause(isAbsentByDefault: false),
        Unique = JsonKeyUniqueness(),
    };

    private JsonArrayAgg JsonArrayAgg(int start, JsonAggConstructor constructor)
    {
        var aggregate = new JsonArrayAgg(start) { Constructor = constructor, Arg = JsonValueExpr() };
        constructor.AggOrder = SortClause();
        aggregate.AbsentOnNull = JsonNullClause(isAbsentByDefault: true);
        return aggregate;
    }

    /// <summary>IS JSON, from JSON on.</summary>
    private JsonIsPredicate JsonIsPredicate(int start, Node operand)
    {
        Expect(Keyword.Json);
        var predicate = new JsonIsPredicate(start) { Expr = operand, Format = new JsonFormat(LastEnd) };
        predicate.ItemType = Word switch
        {
            Keyword.Array => JsonValueType.Array,
            Keyword.Object => JsonValueType.Object,
            Keyword.Scalar => JsonValueType.Scalar,
            _ => JsonValueType.Any,
        };
        if (predicate.ItemType != JsonValueType.Any || Is(Keyword.Value))
        {
            Advance();
        }

        predicate.UniqueKeys = JsonKeyUniqueness();
        return Close(predicate);
    }

    /// <summary><c>json_key_uniqueness_constraint_opt</c>.</summary>
    private bool JsonKeyUniqueness()
    {
        var isUnique = Is(Keyword.With, Keyword.Unique);
        if (Accept(Keyword.With, Keyword.Unique) || Accept(Keyword.Without, Keyword.Unique))
        {
            Accept(Keyword.Keys);
        }

        return isUnique;
    }

    /// <summary>NULL ON NULL or ABSENT ON NULL: true where nulls are left out.</summary>
    private bool JsonNullClause(bool isAbsentByDefault)
    {
        SkipHoles();
        if (Accept(Keyword.Null))
        {
            Expect(Keyword.On, Keyword.Null);
            return false;
        }

        if (Accept(Keyword.Absent))
        {
            Expect(Keyword.On, Keyword.Null);
            return true;
        }

        return isAbsentByDefault;
    }

    /// <summary><c>json_value_expr</c>.</summary>
    private JsonValueExpr JsonValueExpr(Node? expression = null)
    {
        expression ??= AExpr();
        return Close(new JsonValueExpr(expression.Start) { RawExpr = expression, Format = JsonFormatClause() });
    }

    /// <summary><c>json_format_clause_opt</c>.</summary>
    private JsonFormat JsonFormatClause()
    {
        var format = new JsonFormat(Here);
        if (!Accept(Keyword.Format, Keyword.Json))
        {
            format.Start = format.End = LastEnd;
            return format;
        }

        format.FormatType = JsonFormatType.Json;
        if (Accept(Keyword.Encoding))
        {
            var span = AtEnd ? new(LastEnd, 0) : tokens.Span(position);
            format.Encoding = ColId("UTF8").ToUpperInvariant() switch
            {
                "UTF8" => JsonEncoding.Utf8,
                "UTF16" => JsonEncoding.Utf16,
                "UTF32" => JsonEncoding.Utf32,
                _ => JsonEncoding.Default,
            };
            if (format.Encoding == JsonEncoding.Default)
            {
                Refuse(span, "the encoding of JSON is UTF8, UTF16 or UTF32");
            }
        }

        return Close(format);
    }

    /// <summary><c>json_returning_clause_opt</c>.</summary>
    private JsonOutput? JsonReturning()
    {
        SkipHoles();
        var output = new JsonOutput(Here);
        if (!Accept(Keyword.Returning))
        {
            return null;
        }

        output.TypeName = Typename();
        var returning = new JsonReturning(Here) { Format = JsonFormatClause() };
        output.Returning = Close(returning);
        return Close(output);
    }

    /// <summary><c>json_passing_clause_opt</c>.</summary>
    private List<JsonArgument> JsonPassing()
    {
        var arguments = new List<JsonArgument>();
        if (!Accept(Keyword.Passing))
        {
            return arguments;
        }

        do
        {
            var argument = new JsonArgument(Here) { Val = JsonValueExpr() };
            Expect(Keyword.As);
            argument.Name = ColLabel();
            arguments.Add(Close(argument));
        }
        while (Accept(TokenKind.Comma));

        return arguments;
    }

    /// <summary><c>json_wrapper_behavior</c>.</summary>
    private JsonWrapper JsonWrapperBehavior()
    {
        var wrapper = JsonWrapper.None;
        if (!Accept(Keyword.Without))
        {
            if (!Accept(Keyword.With))
            {
                return JsonWrapper.Unspec;
            }

            wrapper = Accept(Keyword.Conditional) ? JsonWrapper.Conditional : JsonWrapper.Unconditional;
            if (wrapper == JsonWrapper.Unconditional)
            {
                Accept(Keyword.Unconditional);
            }
        }

        Accept(Keyword.Array);
        Expect(Keyword.Wrapper);
        return wrapper;
    }

    /// <summary><c>json_quotes_clause_opt</c>.</summary>
    private JsonQuotes JsonQuotesClause()
    {
        if (Word is not (Keyword.Keep or Keyword.Omit))
        {
            return JsonQuotes.Unspec;
        }

        var quotes = Is(Keyword.Keep) ? JsonQuotes.Keep : JsonQuotes.Omit;
        Advance();
        Expect(Keyword.Quotes);
        if (Accept(Keyword.On))
        {
            Expect(Keyword.Scalar, Keyword.String);
        }

        return quotes;
    }

    /// <summary><c>json_behavior_clause_opt</c>.</summary>
    private (JsonBehavior? OnEmpty, JsonBehavior? OnError) JsonBehaviors()
    {
        var first = JsonBehavior();
        if (first is null)
        {
            return (null, null);
        }

        Expect(Keyword.On);
        if (!Accept(Keyword.Empty))
        {
            Expect(Keyword.Error);
            return (null, first);
        }

        return (first, JsonOnError());
    }

    /// <summary><c>json_on_error_clause_opt</c>.</summary>
    private JsonBehavior? JsonOnError()
    {
        var behavior = JsonBehavior();
        if (behavior is not null)
        {
            Expect(Keyword.On, Keyword.Error);
        }

        return behavior;
    }

    /// <summary><c>json_behavior</c>; null where none stands.</summary>
    private JsonBehavior? JsonBehavior()
    {
        SkipHoles();
        var behavior = new JsonBehavior(Here);
        JsonBehaviorType? type = Word switch
        {
            Keyword.Default => JsonBehaviorType.Default,
            Keyword.Error => JsonBehaviorType.Error,
            Keyword.Null => JsonBehaviorType.Null,
            Keyword.True => JsonBehaviorType.True,
            Keyword.False => JsonBehaviorType.False,
            Keyword.Unknown => JsonBehaviorType.Unknown,
            Keyword.Empty => JsonBehaviorType.EmptyArray,
            _ => null,
        };
        if (type is null)
        {
            return null;
        }

        Advance();
        behavior.Btype = type.Value;
        if (type == JsonBehaviorType.Default)
        {
            behavior.Expr = AExpr();
        }
        else if (type == JsonBehaviorType.EmptyArray && !Accept(Keyword.Array) && Accept(Keyword.Object))
        {
            behavior.Btype = JsonBehaviorType.EmptyObject;
        }

        return Close(behavior);
    }
}
