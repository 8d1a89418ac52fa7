using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Operators, from the comma down to calls and members (ECMA-262, clause 13).</content>
internal sealed partial class Parser
{
    private const int RelationalPrecedence = 8;
    private const int ExponentPrecedence = 12;

    private Expression ParseExpression(bool mayBePattern = false)
    {
        var start = token.Start;
        var first = ParseAssignment(mayBePattern);
        if (!Is(TokenKind.Comma))
        {
            return first;
        }

        var mark = pending.Count;
        pending.Add(first);
        while (Accept(TokenKind.Comma))
        {
            pending.Add(ParseAssignment());
        }

        return new SequenceExpression(start, token.LastEnd, TakePending<Expression>(mark));
    }

    /// <summary>Reads an AssignmentExpression: arrow functions, yield, conditionals and assignments.</summary>
    /// <param name="mayBePattern">
    /// Whether the caller may still turn the result into a pattern; then <c>{ a = 1 }</c> is left to it, see <see cref="coverInitializer"/>.
    /// </param>
    private Expression ParseAssignment(bool mayBePattern = false)
    {
        if (!Enter(out var outerHeight))
        {
            Leave(outerHeight);
            return new MissingExpression(token.Start, token.Start);
        }

        var outerCover = coverInitializer;
        coverInitializer = -1;
        var result = TryParseArrowFunction() ?? (Is(TokenKind.Yield) && Has(Context.Generator) ? ParseYield() : ParseAssignmentOperators());
        if (!mayBePattern || result is not (ObjectExpression or ArrayExpression))
        {
            FailIfCoverInitializer();
        }

        coverInitializer = coverInitializer >= 0 ? coverInitializer : outerCover;
        Leave(outerHeight);
        return result;
    }

    private void FailIfCoverInitializer()
    {
        if (coverInitializer >= 0)
        {
            Fail(coverInitializer, coverInitializer + 1, coverMessage);
            coverInitializer = -1;
        }
    }

    private Expression ParseAssignmentOperators()
    {
        var start = token.Start;
        var startsAsIdentifier = IsIdentifier();
        var left = ParseConditional(start);
        if (startsAsIdentifier && Is(TokenKind.Arrow) && !token.NewlineBefore && left is Identifier parameter && left.End == token.LastEnd)
        {
            return ParseSimpleArrow(start, parameter, isAsync: false);
        }

        if (!TokenKinds.IsAssignment(Kind))
        {
            return left;
        }

        var kind = Kind;
        Node target = left;
        if (kind == TokenKind.Equals)
        {
            target = ToTarget(left);
            coverInitializer = -1;
        }
        else
        {
            CheckSimpleTarget(left);
        }

        Next();
        var right = ParseAssignment();
        return new AssignmentExpression(start, token.LastEnd, TokenKinds.Text(kind), target, right);
    }

    private YieldExpression ParseYield()
    {
        var start = token.Start;
        if (Has(Context.NoYield))
        {
            FailExpected("'yield' is not allowed in parameters");
        }

        Next();
        if (!token.NewlineBefore && Accept(TokenKind.Asterisk))
        {
            var iterated = ParseAssignment();
            return new YieldExpression(start, token.LastEnd, iterated, @delegate: true);
        }

        var hasArgument = !token.NewlineBefore && Kind is not (TokenKind.Semicolon or TokenKind.CloseBrace or TokenKind.CloseParen
            or TokenKind.CloseBracket or TokenKind.Colon or TokenKind.Comma or TokenKind.EndOfFile or TokenKind.In or TokenKind.Question)
            && !(Is(TokenKind.Template) && token.Start < token.End && text[token.Start] == '}');
        var argument = hasArgument ? ParseAssignment() : null;
        return new YieldExpression(start, token.LastEnd, argument, @delegate: false);
    }

    private Expression ParseConditional(int start)
    {
        var test = ParseBinary(start, 0);
        if (!Is(TokenKind.Question))
        {
            return test;
        }

        Next();
        var outer = context;
        context = (context & ~Context.NoIn) | Context.ConditionalBranch;
        var consequent = ParseAssignment();
        context = outer;
        Expect(TokenKind.Colon);
        var alternate = ParseAssignment();
        return new ConditionalExpression(start, token.LastEnd, test, consequent, alternate);
    }

    private Expression ParseBinary(int start, int minimum)
    {
        var left = Is(TokenKind.PrivateName) ? ParsePrivateIn(minimum) : ParseUnary();
        while (true)
        {
            if (Is(TokenKind.Greater))
            {
                token.RescanGreater();
            }

            var kind = Kind;
            var precedence = TokenKinds.Precedence(kind);
            if (precedence == 0)
            {
                if (!isTypeScript || kind is not (TokenKind.As or TokenKind.Satisfies) || token.NewlineBefore || minimum >= RelationalPrecedence)
                {
                    return left;
                }

                left = ParseTypeOperator(start, left);
                Grow();
                continue;
            }

            if ((precedence <= minimum && !(precedence == ExponentPrecedence && minimum == ExponentPrecedence)) || (kind == TokenKind.In && Has(Context.NoIn)))
            {
                return left;
            }

            var isLeftParenthesized = ReferenceEquals(left, lastParenthesized);
            if (kind == TokenKind.AsteriskAsterisk && left is UnaryExpression or AwaitExpression && !isLeftParenthesized)
            {
                FailExpected("parentheses are needed around the left side of '**'");
            }

            Next();
            if (precedence == ExponentPrecedence)
            {
                depth++;
            }

            var rightStart = token.Start;
            var right = depth > MaximumNesting ? FailTooDeep() : ParseBinary(rightStart, precedence);
            depth -= precedence == ExponentPrecedence ? 1 : 0;
            Grow();
            left = MakeBinary(start, kind, left, right, isLeftParenthesized);
        }
    }

    private MissingExpression FailTooDeep()
    {
        FailExpected(TooDeepMessage);
        return new MissingExpression(token.Start, token.Start);
    }

    private Expression MakeBinary(int start, TokenKind kind, Expression left, Expression right, bool isLeftParenthesized)
    {
        var operation = TokenKinds.Text(kind);
        if (kind is not (TokenKind.QuestionQuestion or TokenKind.BarBar or TokenKind.AmpersandAmpersand))
        {
            return new BinaryExpression(start, token.LastEnd, operation, left, right);
        }

        // ?? does not mix with || and && (ECMA-262, 13.13).
        var isCoalescing = kind == TokenKind.QuestionQuestion;
        if ((left is LogicalExpression leftLogical && !isLeftParenthesized && (leftLogical.Operator == "??") != isCoalescing)
            || (right is LogicalExpression rightLogical && !ReferenceEquals(right, lastParenthesized) && (rightLogical.Operator == "??") != isCoalescing))
        {
            Fail(left.Start, right.End, "'??' mixes with '||' and '&&' only in parentheses");
        }

        return new LogicalExpression(start, token.LastEnd, operation, left, right);
    }

    private PrivateIdentifier ParsePrivateIn(int minimum)
    {
        var name = new PrivateIdentifier(token.Start, token.End, token.Value!);
        Next();
        if (!Is(TokenKind.In) || minimum >= RelationalPrecedence || Has(Context.NoIn))
        {
            FailExpected("'in' expected");
        }

        return name;
    }

    private Expression ParseUnary()
    {
        var start = token.Start;
        switch (Kind)
        {
            case TokenKind.Exclamation or TokenKind.Tilde or TokenKind.Plus or TokenKind.Minus or TokenKind.Typeof or TokenKind.Void or TokenKind.Delete:
                var operation = Kind;
                var operand = ParseOperand();
                if (operation == TokenKind.Delete && Has(Context.Strict) && operand is Identifier)
                {
                    Fail(operand, "a variable cannot be deleted in strict code");
                }

                return new UnaryExpression(start, token.LastEnd, TokenKinds.Text(operation), operand);
            case TokenKind.PlusPlus or TokenKind.MinusMinus:
                var update = TokenKinds.Text(Kind);
                var target = ParseOperand();
                CheckSimpleTarget(target);
                return new UpdateExpression(start, token.LastEnd, update, target, prefix: true);
            case TokenKind.Await when IsAwaitOperator():
                if (Has(Context.NoAwait))
                {
                    FailExpected("'await' is not allowed here");
                }

                var awaited = ParseOperand();
                return new AwaitExpression(start, token.LastEnd, awaited);
            case TokenKind.Less when isTypeScript:
                return ParseTypeAssertion();
            default:
                return ParsePostfix(start);
        }
    }

    /// <summary>Moves over a prefix operator and reads what it applies to.</summary>
    private Expression ParseOperand()
    {
        Next();
        if (!Enter(out var outerHeight))
        {
            Leave(outerHeight);
            return new MissingExpression(token.Start, token.Start);
        }

        var operand = ParseUnary();
        Leave(outerHeight);
        return operand;
    }

    /// <summary>
    /// In async functions await is always an operator. At the top level it is one in modules and a name in scripts:
    /// what can only be an operand decides, and where both are possible the module wins.
    /// </summary>
    private bool IsAwaitOperator()
    {
        if (Has(Context.Async))
        {
            return true;
        }

        if (Has(Context.Function | Context.ClassField) || token.HasEscape)
        {
            return false;
        }

        var next = Peek(out var newline);
        return next switch
        {
            TokenKind.In or TokenKind.Instanceof or TokenKind.Of or TokenKind.EscapedReservedWord => false,
            TokenKind.As or TokenKind.Satisfies when isTypeScript => false,
            TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.Plus or TokenKind.Minus or TokenKind.Template or TokenKind.Slash => !newline,
            TokenKind.Number or TokenKind.BigInt or TokenKind.String or TokenKind.OpenBrace or TokenKind.Exclamation or TokenKind.Tilde => true,
            _ => TokenKinds.IsName(next),
        };
    }

    private Expression ParsePostfix(int start)
    {
        var outerHeight = height;
        height = 0;
        var expression = ParseLeftHandSide(start);
        height = Math.Max(outerHeight, height);
        if (Kind is TokenKind.PlusPlus or TokenKind.MinusMinus && !token.NewlineBefore)
        {
            CheckSimpleTarget(expression);
            var operation = TokenKinds.Text(Kind);
            Next();
            return new UpdateExpression(start, token.LastEnd, operation, expression, prefix: false);
        }

        return expression;
    }

    private Expression ParseLeftHandSide(int start) => ParseSubscripts(start, ParsePrimary(), noCalls: false);

    /// <summary>Reads members, calls and tagged templates behind <paramref name="expression"/>, in a loop: chains are long.</summary>
    private Expression ParseSubscripts(int start, Expression expression, bool noCalls)
    {
        var isChain = false;
        while (true)
        {
            switch (Kind)
            {
                case TokenKind.Dot:
                    Next();
                    expression = ParseMember(start, expression, isOptional: false);
                    break;
                case TokenKind.QuestionDot:
                    if (noCalls)
                    {
                        FailExpected("'?.' is not allowed behind 'new'");
                    }

                    isChain = true;
                    Next();
                    expression = ParseOptionalLink(start, expression);
                    break;
                case TokenKind.OpenBracket when !Has(Context.Decorator):
                    expression = ParseComputedMember(start, expression, isOptional: false);
                    break;
                case TokenKind.OpenParen when !noCalls:
                    var arguments = ParseArguments();
                    expression = new CallExpression(start, token.LastEnd, expression, arguments, optional: false);
                    break;
                case TokenKind.Template:
                    if (isChain)
                    {
                        FailExpected("a template cannot be tagged with an optional chain");
                    }

                    var quasi = ParseTemplate(isTagged: true);
                    expression = new TaggedTemplateExpression(start, token.LastEnd, expression, quasi);
                    break;
                case TokenKind.Exclamation when isTypeScript && !token.NewlineBefore:
                    Next();
                    expression = new TSNonNullExpression(start, token.LastEnd, expression);
                    break;
                case TokenKind.Less or TokenKind.LessLess when isTypeScript && TryParseTypeArguments():
                    expression = ParseBehindTypeArguments(start, expression, noCalls);
                    if (noCalls && Is(TokenKind.OpenParen))
                    {
                        return expression;
                    }

                    break;
                default:
                    return isChain ? new ChainExpression(start, token.LastEnd, expression) : expression;
            }

            Grow();
        }
    }

    private Expression ParseBehindTypeArguments(int start, Expression expression, bool noCalls)
    {
        if (Is(TokenKind.OpenParen))
        {
            if (noCalls)
            {
                return expression;
            }

            var arguments = ParseArguments();
            return new CallExpression(start, token.LastEnd, expression, arguments, optional: false);
        }

        if (Is(TokenKind.Template))
        {
            var quasi = ParseTemplate(isTagged: true);
            return new TaggedTemplateExpression(start, token.LastEnd, expression, quasi);
        }

        return noCalls ? expression : new TSInstantiationExpression(start, token.LastEnd, expression);
    }

    private Expression ParseOptionalLink(int start, Expression expression)
    {
        if (isTypeScript && Kind is TokenKind.Less or TokenKind.LessLess)
        {
            SkipTypeArguments();
        }

        switch (Kind)
        {
            case TokenKind.OpenParen:
                var arguments = ParseArguments();
                return new CallExpression(start, token.LastEnd, expression, arguments, optional: true);
            case TokenKind.OpenBracket:
                return ParseComputedMember(start, expression, isOptional: true);
            default:
                return ParseMember(start, expression, isOptional: true);
        }
    }

    private MemberExpression ParseMember(int start, Expression expression, bool isOptional)
    {
        Expression property;
        if (Is(TokenKind.PrivateName))
        {
            property = new PrivateIdentifier(token.Start, token.End, token.Value!);
            if (expression is Super)
            {
                FailExpected("'super' has no private members");
            }

            Next();
        }
        else
        {
            property = ParseName();
        }

        return new MemberExpression(start, token.LastEnd, expression, property, computed: false, isOptional);
    }

    private MemberExpression ParseComputedMember(int start, Expression expression, bool isOptional)
    {
        Next();
        var property = ParseInBrackets();
        Expect(TokenKind.CloseBracket);
        return new MemberExpression(start, token.LastEnd, expression, property, computed: true, isOptional);
    }

    /// <summary>Reads an expression between brackets of any kind, where <c>in</c> is an operator again.</summary>
    private Expression ParseInBrackets()
    {
        var outer = context;
        context &= Bracketed;
        var expression = ParseExpression();
        context = outer;
        return expression;
    }

    private Expression[] ParseArguments()
    {
        var outer = context;
        context &= Bracketed;
        var mark = pending.Count;
        Expect(TokenKind.OpenParen);
        while (!Is(TokenKind.CloseParen) && !Is(TokenKind.EndOfFile))
        {
            pending.Add(Is(TokenKind.Ellipsis) ? ParseSpread(mayBePattern: false) : ParseAssignment());
            if (!Is(TokenKind.CloseParen) && !Accept(TokenKind.Comma))
            {
                FailExpected("')' or ',' expected");
            }
        }

        context = outer;
        Expect(TokenKind.CloseParen);
        return TakePending<Expression>(mark);
    }

    private SpreadElement ParseSpread(bool mayBePattern)
    {
        var start = token.Start;
        Next();
        var argument = ParseAssignment(mayBePattern);
        return new SpreadElement(start, token.LastEnd, argument);
    }

    private Expression ParseNew()
    {
        var start = token.Start;
        var keyword = ParseName();
        if (Accept(TokenKind.Dot))
        {
            if (!Is(TokenKind.Target))
            {
                FailExpected("'target' expected");
            }

            if (!Has(Context.Function | Context.ClassField))
            {
                FailExpected("'new.target' is only allowed in functions");
            }

            var property = ParseName();
            return new MetaProperty(start, token.LastEnd, keyword, property);
        }

        if (!Enter(out var outerHeight))
        {
            Leave(outerHeight);
            return new MissingExpression(token.Start, token.Start);
        }

        var calleeStart = token.Start;
        if (Is(TokenKind.Import) && Peek() is TokenKind.OpenParen)
        {
            FailExpected("'import()' cannot be called with 'new'");
        }

        if (Is(TokenKind.Super) && Peek() is TokenKind.OpenParen)
        {
            FailExpected("'super()' cannot be called with 'new'");
        }

        var callee = ParseSubscripts(calleeStart, ParsePrimary(), noCalls: true);
        var arguments = Is(TokenKind.OpenParen) ? ParseArguments() : [];
        Leave(outerHeight);
        return new NewExpression(start, token.LastEnd, callee, arguments);
    }

    private Expression ParseImportExpression()
    {
        var start = token.Start;
        var keyword = ParseName();
        string? phase = null;
        if (Accept(TokenKind.Dot))
        {
            if (Is(TokenKind.Meta))
            {
                var property = ParseName();
                return new MetaProperty(start, token.LastEnd, keyword, property);
            }

            if (Kind is not (TokenKind.Defer or TokenKind.Source))
            {
                FailExpected("'meta' expected");
            }

            phase = token.Value;
            Next();
        }

        Expect(TokenKind.OpenParen);
        var outer = context;
        context &= Bracketed;
        var source = ParseAssignment();
        var options = Accept(TokenKind.Comma) && !Is(TokenKind.CloseParen) ? ParseAssignment() : null;
        Accept(TokenKind.Comma);
        context = outer;
        Expect(TokenKind.CloseParen);
        return new ImportExpression(start, token.LastEnd, source, options, phase);
    }
}
