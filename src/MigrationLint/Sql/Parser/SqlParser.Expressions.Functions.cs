using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Function calls and what belongs to them: ORDER BY, FILTER, OVER.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>func_expr_windowless</c>: a function call as an index has it.</summary>
    private Node FuncExprWindowless() =>
        FuncExprCommonSubexpr(Here) ?? JsonAggregate(Here, isWindowless: true) ?? FuncApplication();

    /// <summary><c>func_application</c>.</summary>
    private FuncCall FuncApplication()
    {
        var start = Here;
        return FuncApplication(start, FuncName());
    }

    private FuncCall FuncApplication(int start, List<Node> name)
    {
        var call = new FuncCall(start) { Funcname = name };
        Expect(TokenKind.LeftParenthesis);
        if (Accept(TokenKind.Asterisk))
        {
            call.AggStar = true;
        }
        else if (!Is(TokenKind.RightParenthesis))
        {
            call.AggDistinct = Accept(Keyword.Distinct);
            var isPlain = !call.AggDistinct && !Accept(Keyword.All);
            (call.Args, call.FuncVariadic) = FuncArgList(isPlain);
            call.AggOrder = SortClause();
        }

        Expect(TokenKind.RightParenthesis);
        return Close(call);
    }

    /// <summary><c>func_arg_list</c>, the last argument VARIADIC where that is allowed.</summary>
    private (List<Node> Arguments, bool IsVariadic) FuncArgList(bool mayBeVariadic)
    {
        var arguments = new List<Node>();
        do
        {
            if (mayBeVariadic && Accept(Keyword.Variadic))
            {
                arguments.Add(FuncArgExpr());
                return (arguments, true);
            }

            arguments.Add(FuncArgExpr());
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        return (arguments, false);
    }

    /// <summary>The arguments of a call whose first one has been read.</summary>
    private List<Node> RestOfArguments(Node first)
    {
        var arguments = new List<Node> { first };
        if (Accept(TokenKind.Comma))
        {
            arguments.AddRange(FuncArgList(mayBeVariadic: false).Arguments);
        }

        return arguments;
    }

    private bool IsNamedArgument() => KindAt(1) is TokenKind.ColonEquals or TokenKind.EqualsGreater && IsTypeFunctionName();

    private Node FuncArgExpr()
    {
        if (!IsNamedArgument())
        {
            return AExpr();
        }

        var argument = new NamedArgExpr(Here) { Name = TypeFunctionName() };
        Advance();
        argument.Arg = AExpr();
        return Close(argument);
    }

    /// <summary>A call with what may follow it, or, where a string follows, a type with modifiers before a constant.</summary>
    private Node FuncExprOrConstant(int start, List<Node> name)
    {
        var call = FuncApplication(start, name);
        if (Is(TokenKind.StringConstant) && call.Args.Count > 0)
        {
            return ConstantOfType(start, call);
        }

        if (Is(Keyword.Within))
        {
            WithinGroup(call);
        }

        call.AggFilter = FilterClause();
        call.Over = OverClause();
        return Close(call);
    }

    private TypeCast ConstantOfType(int start, FuncCall call)
    {
        if (call.AggOrder.Count > 0 || call.AggDistinct || call.FuncVariadic || call.Args.Any(argument => argument is NamedArgExpr))
        {
            Refuse(call.Span, "the modifiers of a type are plain values");
        }

        var type = new TypeName(start) { Names = call.Funcname, Typmods = call.Args, End = call.End };
        return StringConstCast(start, type);
    }

    private void WithinGroup(FuncCall call)
    {
        var start = Here;
        Expect(Keyword.Within, Keyword.Group);
        Expect(TokenKind.LeftParenthesis);
        var order = Is(Keyword.Order) ? SortClause() : [Nothing("ORDER BY")];
        Expect(TokenKind.RightParenthesis);
        if (Error is null && (call.AggOrder.Count > 0 || call.AggDistinct || call.FuncVariadic))
        {
            Refuse(TextSpan.FromBounds(start, LastEnd), "WITHIN GROUP stands beside neither ORDER BY nor DISTINCT nor VARIADIC");
        }

        (call.AggOrder, call.AggWithinGroup) = (order, true);
    }

    private Node? FilterClause()
    {
        if (!Accept(Keyword.Filter))
        {
            return null;
        }

        Expect(TokenKind.LeftParenthesis);
        Expect(Keyword.Where);
        var filter = AExpr();
        SkipHoles();
        Expect(TokenKind.RightParenthesis);
        return filter;
    }

    /// <summary><c>opt_sort_clause</c> with its ORDER BY; empty without.</summary>
    private List<Node> SortClause()
    {
        if (!Accept(Keyword.Order))
        {
            return [];
        }

        Expect(Keyword.By);
        return SortByList();
    }

    /// <summary><c>sortby_list</c>: what follows ORDER BY.</summary>
    private List<Node> SortByList()
    {
        var list = new List<Node>();
        do
        {
            list.Add(SortBy());
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        return list;
    }

    private SortBy SortBy()
    {
        var sort = new SortBy(Here) { Node = AExpr() };
        if (Accept(Keyword.Using))
        {
            sort.SortbyDir = SortByDir.Using;
            sort.UseOp = QualAllOp();
        }
        else
        {
            sort.SortbyDir = Accept(Keyword.Asc) ? SortByDir.Asc : Accept(Keyword.Desc) ? SortByDir.Desc : SortByDir.Default;
        }

        sort.SortbyNulls = OptNullsOrder();
        return Close(sort);
    }

    /// <summary><c>opt_nulls_order</c>.</summary>
    private SortByNulls OptNullsOrder() =>
        Accept(Keyword.Nulls, Keyword.First) ? SortByNulls.First : Accept(Keyword.Nulls, Keyword.Last) ? SortByNulls.Last : SortByNulls.Default;
}
