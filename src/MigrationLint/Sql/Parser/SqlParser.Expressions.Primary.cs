using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary><c>c_expr</c>: columns, constants, parentheses, rows, arrays, CASE.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>c_expr</c>.</summary>
    private Node CExpr()
    {
        var start = Here;
        switch (Kind)
        {
            case TokenKind.Identifier or TokenKind.Hole:
                return Named(start);
            case TokenKind.Keyword:
                return Worded(start);
            case TokenKind.LeftParenthesis:
                return InParentheses(start);
            case TokenKind.Parameter:
                var parameter = new ParamRef(start) { Number = DecimalValue(Here + 1, tokens.End(position)) };
                Advance();
                return WithIndirection(start, Close(parameter));
            default:
                return Constant() ?? Nothing("an expression");
        }
    }

    private Hole Nothing(string expected)
    {
        Fail(expected);
        return new Hole(Here);
    }

    private Node Worded(int start)
    {
        switch (Word)
        {
            case Keyword.Case:
                return CaseExpr(start);
            case Keyword.Array:
                return ArrayConstructor(start);
            case Keyword.Exists when KindAt(1) is TokenKind.LeftParenthesis or TokenKind.Hole:
                Advance();
                return Close(new SubLink(start) { SubLinkType = SubLinkType.Exists, Subselect = Subquery() });
            case Keyword.Row when KindAt(1) == TokenKind.LeftParenthesis:
                Advance();
                return Close(new RowExpr(start) { Args = ParenthesizedList(mayBeEmpty: true), RowFormat = CoercionForm.ExplicitCall });
            case Keyword.Grouping when KindAt(1) == TokenKind.LeftParenthesis:
                Advance();
                return Close(new GroupingFunc(start) { Args = ParenthesizedList() });
            default:
                return Constant() ?? FuncExprCommonSubexpr(start) ?? JsonAggregate(start, isWindowless: false) ?? Named(start);
        }
    }

    /// <summary><c>'(' expr_list ')'</c>.</summary>
    private List<Node> ParenthesizedList(bool mayBeEmpty = false)
    {
        Expect(TokenKind.LeftParenthesis);
        List<Node> items = mayBeEmpty && Is(TokenKind.RightParenthesis) ? [] : ExprList();
        Expect(TokenKind.RightParenthesis);
        return items;
    }

    /// <summary><c>select_with_parens</c> where nothing else may stand but a hole.</summary>
    private Node Subquery() => Is(TokenKind.Hole) ? HoleHere() : SelectWithParens();

    /// <summary>
    /// A name and what makes it a column, a call or a constant: <c>columnref</c>, <c>func_expr</c>, <c>func_name Sconst</c>. They start alike.
    /// </summary>
    private Node Named(int start)
    {
        if (Is(TokenKind.Hole) && KindAt(1) is not (TokenKind.Dot or TokenKind.LeftParenthesis))
        {
            return WithIndirection(start, HoleHere());
        }

        var isColumn = IsColId();
        var isFunction = IsTypeFunctionName();
        if (!isColumn && !isFunction)
        {
            return Nothing("an expression");
        }

        var names = new List<Node>(2) { LabelNode() };
        List<Node> indirection = [];
        if (isColumn && Kind is TokenKind.Dot or TokenKind.LeftBracket)
        {
            indirection = Indirection();
            var qualifiers = indirection.FindIndex(element => element is not StringValue);
            qualifiers = qualifiers < 0 ? indirection.Count : qualifiers;
            names.AddRange(indirection.GetRange(0, qualifiers));
            indirection.RemoveRange(0, qualifiers);
            isFunction = indirection.Count == 0;
        }

        if (isFunction && Is(TokenKind.LeftParenthesis))
        {
            return FuncExprOrConstant(start, names);
        }

        if (isFunction && Is(TokenKind.StringConstant))
        {
            var typeName = Close(new TypeName(start) { Names = names });
            return StringConstCast(start, typeName);
        }

        return isColumn ? ColumnReference(start, names, indirection) : Nothing("'('");
    }

    // makeColumnRef: fields up to the first subscript belong to the column.
    private Node ColumnReference(int start, List<Node> names, List<Node> indirection)
    {
        if (indirection.Count > 0 && indirection[0] is AStar)
        {
            names.Add(indirection[0]);
            indirection.RemoveAt(0);
        }

        var column = new ColumnRef(start) { Fields = names, End = names[names.Count - 1].End };
        return indirection.Count == 0 ? column : Close(new AIndirection(start) { Arg = column, Indirection = indirection });
    }

    private Node WithIndirection(int start, Node operand) => Kind is TokenKind.Dot or TokenKind.LeftBracket
        ? Close(new AIndirection(start) { Arg = operand, Indirection = Indirection() })
        : operand;

    /// <summary><c>opt_indirection</c>: <c>.name</c>, <c>.*</c>, <c>[…]</c>.</summary>
    private List<Node> Indirection()
    {
        var elements = new List<Node>();
        while (Kind is TokenKind.Dot or TokenKind.LeftBracket)
        {
            if (elements.Count > 0 && elements[elements.Count - 1] is AStar star)
            {
                Refuse(star.Span, "'*' can only be the last part of a name");
                break;
            }

            elements.Add(Is(TokenKind.Dot) ? Field() : Subscript());
        }

        return elements;
    }

    private Node Field()
    {
        Advance();
        var start = Here;
        return Accept(TokenKind.Asterisk) ? Close(new AStar(start)) : LabelNode();
    }

    private StringValue LabelNode()
    {
        var start = Here;
        return Close(new StringValue(start, ColLabel()));
    }

    private AIndices Subscript()
    {
        var indices = new AIndices(Here);
        Advance();
        var lower = Is(TokenKind.Colon) ? null : AExpr();
        if (Accept(TokenKind.Colon))
        {
            indices.IsSlice = true;
            indices.Lidx = lower;
            indices.Uidx = Is(TokenKind.RightBracket) ? null : AExpr();
        }
        else if (Is(TokenKind.Hole))
        {
            // psql's reading of [lower:upper]
            indices.IsSlice = true;
            indices.Lidx = lower;
            indices.Uidx = HoleHere();
        }
        else
        {
            indices.Uidx = lower;
        }

        Expect(TokenKind.RightBracket);
        return Close(indices);
    }

    private Node InParentheses(int start)
    {
        var (query, items) = Parenthesis();
        Node content = query is not null ? Close(new SubLink(start) { SubLinkType = SubLinkType.Expr, Subselect = query })
            : items.Count == 1 ? items[0]
            : Close(new RowExpr(start) { Args = items, RowFormat = CoercionForm.ImplicitCast });
        return content is RowExpr && items.Count > 1 ? content : WithIndirection(start, content);
    }

    /// <summary>As <see cref="Parenthesis"/>, or a hole for the whole of it.</summary>
    private (SelectStmt? Query, List<Node> Items) ParenthesisOrHole()
    {
        if (Is(TokenKind.Hole))
        {
            return (null, [HoleHere()]);
        }

        if (!Is(TokenKind.LeftParenthesis))
        {
            Fail("'('");
            return (null, []);
        }

        return Parenthesis();
    }

    /// <summary>
    /// A parenthesis and what it holds, <c>select_with_parens</c> or <c>'(' expr_list ')'</c>. Which of both only shows behind the inner parentheses of
    /// <c>((SELECT 1) + 1)</c>, so that they are read first; each token is read once.
    /// </summary>
    private (SelectStmt? Query, List<Node> Items) Parenthesis()
    {
        if (!StartsSelect())
        {
            Advance();
            return (null, RestOfParenthesis(AExpr()));
        }

        if (KindAt(1) != TokenKind.LeftParenthesis)
        {
            return (SelectWithParens(), []);
        }

        Advance();
        var start = Here;
        var (query, items) = Enter() ? Parenthesis() : (null, []);
        depth--;
        if (query is not null && (Is(TokenKind.RightParenthesis) || ContinuesQuery()))
        {
            query = Is(TokenKind.RightParenthesis) ? query : SelectNoParens(query, start);
            Expect(TokenKind.RightParenthesis);
            return (query, []);
        }

        return (null, RestOfParenthesis(Operators(start, Operand(start, query, items), SqlPrecedence.Or, isRestricted: false)));
    }

    private Node Operand(int start, SelectStmt? query, List<Node> items)
    {
        if (query is not null)
        {
            return WithIndirection(start, Close(new SubLink(start) { SubLinkType = SubLinkType.Expr, Subselect = query }));
        }

        if (items.Count == 1)
        {
            return WithIndirection(start, items[0]);
        }

        var row = Close(new RowExpr(start) { Args = items, RowFormat = CoercionForm.ImplicitCast });
        return Is(Keyword.Overlaps) ? Overlaps(row) : row;
    }

    private List<Node> RestOfParenthesis(Node first)
    {
        var items = new List<Node>(1) { first };
        SkipHoles();
        while (Accept(TokenKind.Comma))
        {
            items.Add(AExpr());
            SkipHoles();
        }

        Expect(TokenKind.RightParenthesis);
        return items;
    }

    private CaseExpr CaseExpr(int start)
    {
        Advance();
        var expression = new CaseExpr(start) { Arg = Is(Keyword.When) ? null : AExpr() };
        var branches = new List<Node>();
        while (Is(Keyword.When))
        {
            var branch = new CaseWhen(Here);
            Advance();
            branch.Expr = AExpr();
            Expect(Keyword.Then);
            branch.Result = AExpr();
            branches.Add(Close(branch));
            SkipHoles();
        }

        if (branches.Count == 0)
        {
            Expect(Keyword.When);
        }

        expression.Args = branches;
        expression.Defresult = Accept(Keyword.Else) ? AExpr() : null;
        Expect(Keyword.End);
        return Close(expression);
    }

    private Node ArrayConstructor(int start)
    {
        Advance();
        if (Is(TokenKind.LeftParenthesis))
        {
            return Close(new SubLink(start) { SubLinkType = SubLinkType.Array, Subselect = SelectWithParens() });
        }

        return ArrayExpr(start);
    }

    /// <summary><c>array_expr</c>: <c>[1, 2]</c>, <c>[[1, 2], [3, 4]]</c>, <c>[]</c>.</summary>
    private AArrayExpr ArrayExpr(int start)
    {
        var array = new AArrayExpr(start);
        Expect(TokenKind.LeftBracket);
        if (Is(TokenKind.LeftBracket))
        {
            var elements = new List<Node>();
            do
            {
                elements.Add(Enter() ? ArrayExpr(Here) : Nothing("an array"));
                depth--;
            }
            while (Accept(TokenKind.Comma));

            array.Elements = elements;
        }
        else if (!Is(TokenKind.RightBracket))
        {
            array.Elements = ExprList();
        }

        Expect(TokenKind.RightBracket);
        return Close(array);
    }
}
