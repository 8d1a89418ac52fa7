using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Expressions by precedence climbing (https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE).</summary>
/// <remarks>
/// A chain such as <c>a || b || …</c> is a loop; only what stands in parentheses, behind a prefix or binds tighter than the operator before it recurs.
/// </remarks>
internal sealed partial class SqlParser
{
    private const string ComparisonChain = "comparisons cannot be chained: this one or the one before it needs parentheses";

    /// <summary><c>a_expr</c>: any expression.</summary>
    private Node AExpr() => Expression(isRestricted: false);

    /// <summary><c>b_expr</c>: an expression without the operators that are words; what DEFAULT takes.</summary>
    private Node BExpr() => Expression(isRestricted: true);

    /// <summary><c>expr_list</c>.</summary>
    private List<Node> ExprList()
    {
        var expressions = new List<Node>();
        do
        {
            expressions.Add(AExpr());
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        return expressions;
    }

    private Node Expression(bool isRestricted)
    {
        var start = Here;
        var expression = Enter() ? Operators(start, Operand(isRestricted), SqlPrecedence.Or, isRestricted) : new Hole(start);
        depth--;
        return expression;
    }

    /// <summary>The operators that follow an operand, as long as they bind at least as tight as <paramref name="loosest"/>.</summary>
    private Node Operators(int start, Node left, SqlPrecedence loosest, bool isRestricted)
    {
        for (var precedence = InfixPrecedence(isRestricted); precedence >= loosest; precedence = InfixPrecedence(isRestricted))
        {
            left = Infix(start, left, precedence, isRestricted);
        }

        return left;
    }

    /// <summary>What the operator just read is applied to: everything that binds tighter than it.</summary>
    private Node RightOperand(SqlPrecedence precedence, bool isRestricted)
    {
        var start = Here;
        var right = Operand(isRestricted);
        if (InfixPrecedence(isRestricted) > precedence)
        {
            right = Enter() ? Operators(start, right, precedence + 1, isRestricted) : right;
            depth--;
        }

        return right;
    }

    /// <summary>As <see cref="RightOperand"/>, for operators that do not associate: <c>a = b = c</c> is refused.</summary>
    private Node LastOperand(SqlPrecedence precedence, bool isRestricted)
    {
        var right = RightOperand(precedence, isRestricted);
        if (InfixPrecedence(isRestricted) == precedence && precedence is SqlPrecedence.Is or SqlPrecedence.Comparison or SqlPrecedence.Matching)
        {
            Refuse(tokens.Span(position), ComparisonChain);
        }

        return right;
    }

    private Node PrefixOperand(SqlPrecedence precedence, bool isRestricted)
    {
        Advance();
        var operand = Enter() ? RightOperand(precedence, isRestricted) : new Hole(Here);
        depth--;
        return operand;
    }

    private Node Operand(bool isRestricted)
    {
        if (Kind is TokenKind.Plus or TokenKind.Minus or TokenKind.Operator
            || Word is Keyword.Not or Keyword.Default or Keyword.Operator)
        {
            return Prefixed(isRestricted);
        }

        var operand = CExpr();
        return Word == Keyword.Overlaps && !isRestricted && operand is RowExpr row ? Overlaps(row) : operand;
    }

    // Apart from the method above, which is on the stack once for each level of parentheses.
    private Node Prefixed(bool isRestricted)
    {
        var start = Here;
        switch (Kind)
        {
            case TokenKind.Plus:
                return Close(new AExpr(start) { Name = OperatorName("+"), Rexpr = PrefixOperand(SqlPrecedence.UnaryMinus, isRestricted) });
            case TokenKind.Minus:
                return Negate(start, PrefixOperand(SqlPrecedence.UnaryMinus, isRestricted));
            case TokenKind.Operator when IsPlaceholder():
                return HoleHere();
            case TokenKind.Operator:
                return Close(new AExpr(start) { Name = OperatorName(Operator(0)!), Rexpr = PrefixOperand(SqlPrecedence.Operator, isRestricted) });
            case TokenKind.Keyword when Word == Keyword.Operator && KindAt(1) == TokenKind.LeftParenthesis:
                return PrefixedByQualifiedOperator(isRestricted);
            case TokenKind.Keyword when Word == Keyword.Not && !isRestricted:
                return Close(new BoolExpr(start) { Boolop = BoolExprType.Not, Args = [PrefixOperand(SqlPrecedence.Not, isRestricted)] });
            case TokenKind.Keyword when Word == Keyword.Default && !isRestricted:
                Advance();
                return Close(new SetToDefault(start));
            default:
                return CExpr();
        }
    }

    private AExpr PrefixedByQualifiedOperator(bool isRestricted)
    {
        var expression = new AExpr(Here) { Name = QualOp() };
        expression.Rexpr = Enter() ? RightOperand(SqlPrecedence.Operator, isRestricted) : null;
        depth--;
        return Close(expression);
    }

    // A binding of another program's that the scanner takes for an operator: nothing follows that the operator could be applied to.
    private bool IsPlaceholder() => Operator(0) == "?" && !StartsOperand(1);

    private bool StartsOperand(int ahead) => KindAt(ahead) is TokenKind.Identifier or TokenKind.StringConstant or TokenKind.IntegerConstant
        or TokenKind.FloatConstant or TokenKind.Parameter or TokenKind.LeftParenthesis;

    private Hole HoleHere()
    {
        var hole = new Hole(Here) { Spelling = tokens.Spelling(position) };
        Advance();
        return Close(hole);
    }

    /// <summary>What <c>doNegate</c> does: the minus sign becomes part of a number.</summary>
    private Node Negate(int start, Node operand)
    {
        if (operand is AConst { Ival: { } integer })
        {
            return Close(new AConst(start) { Ival = new IntegerValue(integer.Start, -integer.Ival) { End = integer.End } });
        }

        if (operand is AConst { Fval: { } number })
        {
            return Close(new AConst(start) { Fval = new FloatValue(number.Start, Negated(number.Fval)) { End = number.End } });
        }

        return Close(new AExpr(start) { Name = OperatorName("-", start), Rexpr = operand });
    }

    private static string Negated(string number) => number[0] == '-' ? number.Substring(1) : "-" + number;

    private SqlPrecedence InfixPrecedence(bool isRestricted) => Kind switch
    {
        TokenKind.Keyword when depth == labelDepth && IsOperatorAsLabel() => SqlPrecedence.None,
        TokenKind.Keyword => WordPrecedence(isRestricted),
        TokenKind.Equal or TokenKind.Less or TokenKind.Greater or TokenKind.LessEquals or TokenKind.GreaterEquals or TokenKind.NotEquals => SqlPrecedence.Comparison,
        TokenKind.Plus or TokenKind.Minus => SqlPrecedence.Additive,
        TokenKind.Asterisk or TokenKind.Slash or TokenKind.Percent => SqlPrecedence.Multiplicative,
        TokenKind.Caret => SqlPrecedence.Power,
        TokenKind.Operator => SqlPrecedence.Operator,
        TokenKind.TypeCast => SqlPrecedence.TypeCast,

        // A hole between two operands is an operator, any other is the business of the list or clause around.
        TokenKind.Hole when !isRestricted && StartsOperand(1) && KindAt(1) != TokenKind.LeftParenthesis => SqlPrecedence.Operator,
        _ => SqlPrecedence.None,
    };

    private SqlPrecedence WordPrecedence(bool isRestricted) => Word switch
    {
        Keyword.Is => SqlPrecedence.Is,
        Keyword.Operator => SqlPrecedence.Operator,
        _ when isRestricted => SqlPrecedence.None,
        Keyword.Or => SqlPrecedence.Or,
        Keyword.And => SqlPrecedence.And,
        Keyword.Isnull or Keyword.Notnull => SqlPrecedence.Is,
        Keyword.Between or Keyword.In or Keyword.Like or Keyword.Ilike => SqlPrecedence.Matching,
        Keyword.Similar when WordAt(1) == Keyword.To => SqlPrecedence.Matching,
        Keyword.Not when WordAt(1) is Keyword.Between or Keyword.In or Keyword.Like or Keyword.Ilike or Keyword.Similar => SqlPrecedence.Matching,
        Keyword.At => SqlPrecedence.AtTimeZone,
        Keyword.Collate => SqlPrecedence.Collate,
        _ => SqlPrecedence.None,
    };

    private Node Infix(int start, Node left, SqlPrecedence precedence, bool isRestricted)
    {
        switch (precedence)
        {
            case SqlPrecedence.Or:
                return Logical(start, left, BoolExprType.Or, precedence);
            case SqlPrecedence.And:
                return Logical(start, left, BoolExprType.And, precedence);
            case SqlPrecedence.Is:
                return IsTest(start, left, isRestricted);
            case SqlPrecedence.Matching:
                return Matching(start, left);
            case SqlPrecedence.AtTimeZone:
                return AtTimeZone(start, left);
            case SqlPrecedence.Collate:
                Advance();
                return Close(new CollateClause(start) { Arg = left, Collname = AnyName("a collation") });
            case SqlPrecedence.TypeCast:
                Advance();
                return Close(new TypeCast(start) { Arg = left, TypeName = Typename() });
            default:
                return BinaryOperator(start, left, precedence, isRestricted);
        }
    }

    // PostgreSQL flattens a chain as it reads it, also where parentheses stand around its beginning.
    private BoolExpr Logical(int start, Node left, BoolExprType type, SqlPrecedence precedence)
    {
        Advance();
        var right = RightOperand(precedence, isRestricted: false);
        if (left is BoolExpr chain && chain.Boolop == type)
        {
            ((List<Node>)chain.Args).Add(right);
            chain.Start = start;
            return Close(chain);
        }

        return Close(new BoolExpr(start) { Boolop = type, Args = new List<Node>(2) { left, right } });
    }

    private Node BinaryOperator(int start, Node left, SqlPrecedence precedence, bool isRestricted)
    {
        if (Kind == TokenKind.Operator && ComparisonWithBinding() is { } comparison)
        {
            Advance();
            var binding = Close(new Hole(LastEnd - 1) { Spelling = "?" });
            return Close(new AExpr(start) { Name = OperatorName(comparison, start), Lexpr = left, Rexpr = binding });
        }

        var name = QualAllOp();
        return Word is Keyword.Any or Keyword.Some or Keyword.All && !isRestricted
            ? Quantified(start, left, name)
            : Close(new AExpr(start) { Name = name, Lexpr = left, Rexpr = LastOperand(precedence, isRestricted) });
    }

    // "=?" is one operator to the scanner; id=? is what people write to their driver.
    private string? ComparisonWithBinding() => StartsOperand(1) ? null : Operator(0) switch
    {
        "=?" => "=",
        "<>?" or "!=?" => "<>",
        "<?" => "<",
        ">?" => ">",
        "<=?" => "<=",
        ">=?" => ">=",
        _ => null,
    };

    /// <summary><c>a_expr subquery_Op sub_type '(' … ')'</c>, from ANY, SOME or ALL on.</summary>
    private Node Quantified(int start, Node left, List<Node> operatorName)
    {
        var isAll = Is(Keyword.All);
        Advance();
        var (query, items) = ParenthesisOrHole();
        if (query is not null)
        {
            return Close(new SubLink(start)
            {
                SubLinkType = isAll ? SubLinkType.All : SubLinkType.Any,
                Testexpr = left,
                OperName = operatorName,
                Subselect = query,
            });
        }

        if (items.Count != 1)
        {
            Fail("a query or one array");
        }

        return Close(new AExpr(start)
        {
            Kind = isAll ? AExprKind.OpAll : AExprKind.OpAny,
            Name = operatorName,
            Lexpr = left,
            Rexpr = items.Count > 0 ? items[0] : null,
        });
    }

    private FuncCall AtTimeZone(int start, Node left)
    {
        Advance();
        List<Node> arguments = [left];
        if (!Accept(Keyword.Local))
        {
            Expect(Keyword.Time, Keyword.Zone);
            arguments.Insert(0, RightOperand(SqlPrecedence.AtTimeZone, isRestricted: false));
        }

        return Close(SystemCall(start, "timezone", arguments));
    }

    private FuncCall Overlaps(RowExpr left)
    {
        Advance();
        var right = Is(TokenKind.LeftParenthesis) || Is(Keyword.Row) ? CExpr() as RowExpr : null;
        if (right is null)
        {
            Fail("a row");
        }
        else if (left.Args.Count != 2 || right.Args.Count != 2)
        {
            Refuse(left.Args.Count != 2 ? left.Span : right.Span, "OVERLAPS takes two values on either side");
        }

        return Close(SystemCall(left.Start, "overlaps", [.. left.Args, .. right?.Args ?? []]));
    }

    /// <summary>A call of a built-in function that another syntax stands for.</summary>
    private static FuncCall SystemCall(int start, string name, IReadOnlyList<Node> arguments, CoercionForm form = CoercionForm.SqlSyntax) =>
        new(start) { Funcname = SystemName(start, name), Args = arguments, Funcformat = form };

    /// <summary><c>SystemFuncName</c>, <c>SystemTypeName</c>.</summary>
    private static List<Node> SystemName(int start, string name) => new(2) { new StringValue(start, "pg_catalog"), new StringValue(start, name) };
}
