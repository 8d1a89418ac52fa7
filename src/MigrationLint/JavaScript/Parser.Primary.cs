using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Literals, templates, arrays, objects and parentheses (ECMA-262, 13.2).</content>
internal sealed partial class Parser
{
    // Small numbers and booleans are most of all values; one box each serves every tree.
    private static readonly object[] SmallNumbers = [.. Enumerable.Range(0, 256).Select(number => (object)(double)number)];
    private static readonly object True = true;
    private static readonly object False = false;

    private Expression ParsePrimary()
    {
        var start = token.Start;
        switch (Kind)
        {
            case TokenKind.This:
                Next();
                return new ThisExpression(start, token.LastEnd);
            case TokenKind.Null: return ParseLiteral(LiteralKind.Null, null);
            case TokenKind.True: return ParseLiteral(LiteralKind.Boolean, True);
            case TokenKind.False: return ParseLiteral(LiteralKind.Boolean, False);
            case TokenKind.Number:
                FailIfOctalInStrict();
                return ParseLiteral(LiteralKind.Number, NumberObject());
            case TokenKind.BigInt: return ParseLiteral(LiteralKind.BigInt, token.BigIntText());
            case TokenKind.String:
                FailIfOctalInStrict();
                return ParseLiteral(LiteralKind.String, token.Value);
            case TokenKind.Template: return ParseTemplate(isTagged: false);
            case TokenKind.Slash or TokenKind.SlashEquals: return ParseRegExp();
            case TokenKind.OpenParen: return ParseParenthesized();
            case TokenKind.OpenBracket: return ParseArray();
            case TokenKind.OpenBrace: return ParseObject();
            case TokenKind.Function: return ParseFunctionExpression(start);
            case TokenKind.Async when Peek(out var newline) == TokenKind.Function && !newline: return ParseFunctionExpression(start);
            case TokenKind.Class: return ParseClassExpression(start, []);
            case TokenKind.At: return ParseClassExpression(start, ParseDecorators());
            case TokenKind.New: return ParseNew();
            case TokenKind.Import: return ParseImportExpression();
            case TokenKind.Super: return ParseSuper();
            case TokenKind.Less when !isTypeScript: return ParseJsx();
            default: return IsIdentifier() ? ParseIdentifier() : FailExpression();
        }
    }

    private Literal ParseLiteral(LiteralKind kind, object? value)
    {
        var literal = new Literal(token.Start, token.End, kind, value);
        Next();
        return literal;
    }

    private object NumberObject()
    {
        if (token.End - token.Start == 1 || (token.End - token.Start == 2 && text[token.Start] is >= '1' and <= '9' && Characters.IsDigit(text[token.Start + 1])))
        {
            var small = token.End - token.Start == 1 ? text[token.Start] - '0' : ((text[token.Start] - '0') * 10) + text[token.Start + 1] - '0';
            return SmallNumbers[small];
        }

        var value = token.NumberValue();
        return value >= 0 && value < SmallNumbers.Length && value == Math.Floor(value) ? SmallNumbers[(int)value] : value;
    }

    private Expression ParseRegExp()
    {
        token.RescanRegExp();
        return Is(TokenKind.RegExp)
            ? ParseLiteral(LiteralKind.RegExp, text.Substring(token.Start, token.End - token.Start))
            : FailExpression();
    }

    private Super ParseSuper()
    {
        var start = token.Start;
        Next();
        if (Kind is not (TokenKind.OpenParen or TokenKind.Dot or TokenKind.OpenBracket))
        {
            FailExpected("'(' or '.' expected behind 'super'");
        }
        else if (Is(TokenKind.OpenParen) ? !Has(Context.Derived) : !Has(Context.Method))
        {
            Fail(start, token.LastEnd, "'super' is not allowed here");
        }

        return new Super(start, token.LastEnd);
    }

    private TemplateLiteral ParseTemplate(bool isTagged)
    {
        var start = token.Start;
        var elements = new List<TemplateElement>(1);
        var mark = pending.Count;
        var outer = context;
        context &= Bracketed;
        while (true)
        {
            if (!Is(TokenKind.Template))
            {
                FailExpected("'}' expected");
                break;
            }

            if (token.Value is null && !isTagged)
            {
                FailExpected("invalid escape in a template");
                break;
            }

            var isTail = token.IsTail;
            elements.Add(new TemplateElement(token.Start + 1, token.End - (isTail ? 1 : 2), token.Value, isTail));
            Next();
            if (isTail)
            {
                break;
            }

            pending.Add(ParseExpression());
            if (Is(TokenKind.CloseBrace))
            {
                token.RescanTemplateContinuation();
            }
        }

        context = outer;
        while (elements.Count < pending.Count - mark + 1)
        {
            elements.Add(new TemplateElement(token.Start, token.Start, "", tail: true));
        }

        return new TemplateLiteral(start, token.LastEnd, [.. elements], TakePending<Expression>(mark));
    }

    private Expression ParseParenthesized()
    {
        Next();
        var expression = ParseInBrackets();
        Expect(TokenKind.CloseParen);
        lastParenthesized = expression;
        switch (expression)
        {
            case ObjectExpression literal: literal.IsParenthesized = true; break;
            case ArrayExpression literal: literal.IsParenthesized = true; break;
            case AssignmentExpression assignment: assignment.IsParenthesized = true; break;
        }

        return expression;
    }

    private ArrayExpression ParseArray()
    {
        var start = token.Start;
        var outer = context;
        context &= Bracketed;
        Next();
        var mark = pending.Count;
        var hasTrailingComma = false;
        while (!Is(TokenKind.CloseBracket) && !Is(TokenKind.EndOfFile))
        {
            if (Accept(TokenKind.Comma))
            {
                pending.Add(null);
                continue;
            }

            var isSpread = Is(TokenKind.Ellipsis);
            pending.Add(isSpread ? ParseSpread(mayBePattern: true) : ParseAssignment(mayBePattern: true));
            if (!Is(TokenKind.CloseBracket))
            {
                if (!Accept(TokenKind.Comma))
                {
                    FailExpected("']' or ',' expected");
                }

                hasTrailingComma |= isSpread;
            }
        }

        context = outer;
        Expect(TokenKind.CloseBracket);
        return new ArrayExpression(start, token.LastEnd, TakePending<Expression?>(mark)) { HasCommaAfterSpread = hasTrailingComma };
    }

    private ObjectExpression ParseObject()
    {
        var start = token.Start;
        var outer = context;
        context &= Bracketed;
        Next();
        var mark = pending.Count;
        var hasTrailingComma = false;
        var hasProto = false;
        while (!Is(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
        {
            var memberStart = token.Start;
            var kept = pending.Count;
            var keptDepth = depth;
            var keptContext = context;
            var isSpread = Is(TokenKind.Ellipsis);
            Node member = isSpread ? ParseSpread(mayBePattern: true) : ParseProperty();
            pending.Add(member);
            if (IsProto(member))
            {
                if (hasProto)
                {
                    SetCover(memberStart, "'__proto__' is set twice");
                }

                hasProto = true;
            }

            if (!Is(TokenKind.CloseBrace))
            {
                if (!Accept(TokenKind.Comma))
                {
                    FailExpected("'}' or ',' expected");
                }

                hasTrailingComma |= isSpread;
            }

            if (token.Stopped)
            {
                (depth, context) = (keptDepth, keptContext);
                if (!TryRecover(memberStart, isTop: false, Recovering.Property))
                {
                    break;
                }

                pending.RemoveRange(kept, pending.Count - kept);
                Accept(TokenKind.Comma);
            }
        }

        context = outer;
        Expect(TokenKind.CloseBrace);
        return new ObjectExpression(start, token.LastEnd, TakePending<Node>(mark)) { HasCommaAfterSpread = hasTrailingComma };
    }

    private static bool IsProto(Node member) => member is Property { Kind: PropertyKind.Init, Computed: false, Method: false, Shorthand: false } property
        && property.Key is Identifier { Name: "__proto__" } or Literal { Value: "__proto__" };

    private Property ParseProperty()
    {
        var start = token.Start;
        var modifiers = ParsePropertyModifiers();
        var isName = TokenKinds.IsName(Kind);
        var isIdentifier = IsIdentifier();
        var keyKind = Kind;
        var key = ParsePropertyKey(out var computed);
        if (isTypeScript)
        {
            _ = Accept(TokenKind.Question) || Accept(TokenKind.Exclamation);
        }

        if (modifiers.Kind != PropertyKind.Init || modifiers.Async || modifiers.Generator || Kind is TokenKind.OpenParen or TokenKind.Less)
        {
            var functionKind = modifiers.Kind switch { PropertyKind.Get => FunctionForm.Getter, PropertyKind.Set => FunctionForm.Setter, _ => FunctionForm.Method };
            var method = ParseMethod(functionKind, modifiers.Async, modifiers.Generator);
            return new Property(start, token.LastEnd, key, method, modifiers.Kind, computed, method: modifiers.Kind == PropertyKind.Init, shorthand: false);
        }

        if (isName && !computed && !Is(TokenKind.Colon))
        {
            return ParseShorthand(start, (Identifier)key, keyKind, isIdentifier);
        }

        Expect(TokenKind.Colon);
        var value = ParseAssignment(mayBePattern: true);
        return new Property(start, token.LastEnd, key, value, PropertyKind.Init, computed, method: false, shorthand: false);
    }

    private Property ParseShorthand(int start, Identifier key, TokenKind keyKind, bool isIdentifier)
    {
        if (!isIdentifier)
        {
            FailExpected("':' expected");
        }

        CheckName(key, keyKind);
        Expression value = new Identifier(key.Start, key.End, key.Name);
        if (Is(TokenKind.Equals))
        {
            SetCover(token.Start, "'=' is only allowed in a destructuring pattern");
            Next();
            var initial = ParseAssignment();
            value = new AssignmentPattern(start, token.LastEnd, value, initial);
        }

        return new Property(start, token.LastEnd, key, value, PropertyKind.Init, computed: false, method: false, shorthand: true);
    }

    private readonly record struct PropertyModifiers(PropertyKind Kind, bool Async, bool Generator);

    private PropertyModifiers ParsePropertyModifiers()
    {
        var kind = PropertyKind.Init;
        var isAsync = false;
        if (Kind is TokenKind.Get or TokenKind.Set or TokenKind.Async)
        {
            var next = Peek(out var newline);
            if (StartsPropertyKey(next) || (next == TokenKind.Asterisk && Is(TokenKind.Async)))
            {
                isAsync = Is(TokenKind.Async);
                kind = Is(TokenKind.Get) ? PropertyKind.Get : Is(TokenKind.Set) ? PropertyKind.Set : PropertyKind.Init;
                if (isAsync && newline)
                {
                    FailExpected("'async' and the name of its method must stand on one line");
                }

                Next();
            }
        }

        var isGenerator = kind == PropertyKind.Init && Accept(TokenKind.Asterisk);
        return new PropertyModifiers(kind, isAsync, isGenerator);
    }

    private static bool StartsPropertyKey(TokenKind kind) =>
        TokenKinds.IsName(kind) || kind is TokenKind.String or TokenKind.Number or TokenKind.BigInt or TokenKind.OpenBracket or TokenKind.PrivateName;

    private Expression ParsePropertyKey(out bool computed)
    {
        computed = false;
        switch (Kind)
        {
            case TokenKind.String:
                FailIfOctalInStrict();
                return ParseLiteral(LiteralKind.String, token.Value);
            case TokenKind.Number:
                FailIfOctalInStrict();
                return ParseLiteral(LiteralKind.Number, NumberObject());
            case TokenKind.BigInt:
                return ParseLiteral(LiteralKind.BigInt, token.BigIntText());
            case TokenKind.OpenBracket:
                computed = true;
                Next();
                var outer = context;
                context &= Bracketed;
                var key = ParseAssignment();
                context = outer;
                Expect(TokenKind.CloseBracket);
                return key;
            default:
                if (!TokenKinds.IsName(Kind))
                {
                    FailExpected(Is(TokenKind.EndOfFile) ? "property name expected" : "property name expected, found " + Describe());
                }

                return ParseName();
        }
    }
}
