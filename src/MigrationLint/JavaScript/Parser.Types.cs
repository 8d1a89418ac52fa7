using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Type syntax: read to its last character, and forgotten. The grammar is that of TypeScript 5.9's parser.</content>
internal sealed partial class Parser
{
    /// <summary>Skips <c>: T</c> behind a binding, which then covers it.</summary>
    private void SkipTypeAnnotation(Node binding, bool extend = true)
    {
        if (!isTypeScript || !Accept(TokenKind.Colon))
        {
            return;
        }

        SkipType();
        if (extend)
        {
            binding.End = token.LastEnd;
        }
    }

    /// <summary>Skips a return type, where <c>x is T</c> and <c>asserts x</c> are possible.</summary>
    private void SkipReturnType()
    {
        var outer = context;
        context &= ~(Context.NoConditionalType | Context.NoIn);
        SkipPredicateAndType();
        context = outer;
    }

    private void SkipPredicateAndType()
    {
        if (Is(TokenKind.Asserts))
        {
            var next = Peek(out var newline);
            if (!newline && (TokenKinds.IsIdentifier(next) || next == TokenKind.This) && next != TokenKind.Is)
            {
                Next();
            }
        }

        if ((IsIdentifier() || Is(TokenKind.This)) && Peek(out var lineEnds) == TokenKind.Is && !lineEnds)
        {
            Next();
            Next();
        }

        SkipType();
    }

    private void SkipTypeParameters()
    {
        Expect(TokenKind.Less);
        while (!Is(TokenKind.Greater) && !Is(TokenKind.EndOfFile))
        {
            // The modifiers in, out and const may also be names; the last word before the end is the name.
            while (Kind is TokenKind.Const or TokenKind.In or TokenKind.Out && TokenKinds.IsName(Peek()) && Peek() != TokenKind.Extends)
            {
                Next();
            }

            ParseName();
            if (Accept(TokenKind.Extends))
            {
                SkipType();
            }

            if (Accept(TokenKind.Equals))
            {
                SkipType();
            }

            if (!Is(TokenKind.Greater))
            {
                Expect(TokenKind.Comma);
            }
        }

        Expect(TokenKind.Greater);
    }

    private void SkipTypeArguments()
    {
        var start = token.Start;
        token.RescanLess();
        Expect(TokenKind.Less);
        var outer = context;
        context &= ~Context.NoConditionalType;
        do
        {
            SkipType();
        }
        while (Accept(TokenKind.Comma) && !Is(TokenKind.Greater));
        context = outer;
        Expect(TokenKind.Greater);
        if (token.Stopped)
        {
            // The same text is no list of type arguments in an expression either.
            failedTypeArguments.Add(start);
        }
    }

    /// <summary>
    /// Skips type arguments in an expression if that is what they are: what follows decides, as in TypeScript's canFollowTypeArgumentsInExpression.
    /// </summary>
    private bool TryParseTypeArguments()
    {
        var start = token.Start;
        if (failedTypeArguments.Contains(start))
        {
            return false;
        }

        var state = Speculate();
        token.RescanLess();
        Expect(TokenKind.Less);
        do
        {
            SkipType();
        }
        while (Accept(TokenKind.Comma));
        token.RescanGreater();
        var isClosed = Is(TokenKind.Greater);
        Next();
        if (isClosed && !token.Stopped && CanFollowTypeArguments())
        {
            Commit();
            return true;
        }

        Abandon(state);
        failedTypeArguments.Add(start);
        return false;
    }

    private bool CanFollowTypeArguments() => Kind switch
    {
        TokenKind.OpenParen or TokenKind.Template => true,
        TokenKind.Less or TokenKind.Greater or TokenKind.Plus or TokenKind.Minus => false,
        _ => token.NewlineBefore || TokenKinds.Precedence(Kind) > 0 || Kind is TokenKind.As or TokenKind.Satisfies || !StartsExpression(),
    };

    private bool StartsExpression() => IsIdentifier() || Kind is TokenKind.This or TokenKind.Super or TokenKind.Null or TokenKind.True or TokenKind.False
        or TokenKind.Number or TokenKind.BigInt or TokenKind.String or TokenKind.Template or TokenKind.OpenParen or TokenKind.OpenBracket
        or TokenKind.OpenBrace or TokenKind.Function or TokenKind.Class or TokenKind.New or TokenKind.Slash or TokenKind.SlashEquals or TokenKind.Import
        or TokenKind.Plus or TokenKind.Minus or TokenKind.Tilde or TokenKind.Exclamation or TokenKind.Delete or TokenKind.Typeof or TokenKind.Void
        or TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.Less or TokenKind.PrivateName or TokenKind.At;

    private void SkipType()
    {
        if (!Enter(out var outerHeight))
        {
            Leave(outerHeight);
            return;
        }

        var outer = context;
        if (StartsFunctionType())
        {
            SkipFunctionType();
        }
        else
        {
            SkipUnionType();
            if (!Has(Context.NoConditionalType) && Is(TokenKind.Extends) && !token.NewlineBefore)
            {
                Next();
                context |= Context.NoConditionalType;
                SkipType();
                context = outer & ~Context.NoConditionalType;
                Expect(TokenKind.Question);
                SkipType();
                Expect(TokenKind.Colon);
                SkipType();
            }
        }

        context = outer;
        Leave(outerHeight);
    }

    private bool StartsFunctionType() => Kind switch
    {
        TokenKind.Less or TokenKind.New => true,
        TokenKind.Abstract => Peek() == TokenKind.New,
        TokenKind.OpenParen => IsFunctionTypeParenthesis(),
        _ => false,
    };

    /// <summary>Whether a parenthesis opens parameters rather than a type: TypeScript's isUnambiguouslyStartOfFunctionType.</summary>
    private bool IsFunctionTypeParenthesis()
    {
        var state = Speculate();
        Next();
        var isFunction = Kind is TokenKind.CloseParen or TokenKind.Ellipsis;
        if (!isFunction && SkipParameterStart())
        {
            isFunction = Kind is TokenKind.Colon or TokenKind.Comma or TokenKind.Question or TokenKind.Equals
                || (Accept(TokenKind.CloseParen) && Is(TokenKind.Arrow));
        }

        isFunction &= !token.Stopped;
        Abandon(state);
        return isFunction;
    }

    private bool SkipParameterStart()
    {
        while (Kind is TokenKind.Public or TokenKind.Private or TokenKind.Protected or TokenKind.Readonly && TokenKinds.IsIdentifier(Peek()))
        {
            Next();
        }

        if (IsIdentifier() || Is(TokenKind.This))
        {
            Next();
            return true;
        }

        if (Kind is TokenKind.OpenBracket or TokenKind.OpenBrace)
        {
            ParseBindingTarget();
            return !token.Stopped;
        }

        return false;
    }

    private void SkipFunctionType()
    {
        Accept(TokenKind.Abstract);
        Accept(TokenKind.New);
        if (Is(TokenKind.Less))
        {
            SkipTypeParameters();
        }

        var outer = context;
        context = (context & ~Context.NoConditionalType) | Context.Ambient;
        ParseParameters();
        context = outer;
        Expect(TokenKind.Arrow);
        SkipPredicateAndType();
    }

    private void SkipUnionType()
    {
        _ = Accept(TokenKind.Bar) || Accept(TokenKind.Ampersand);
        while (true)
        {
            if (StartsFunctionType())
            {
                SkipFunctionType();
            }
            else
            {
                SkipTypeOperators();
            }

            if (!Accept(TokenKind.Bar) && !Accept(TokenKind.Ampersand))
            {
                return;
            }

            // `A | & B`: a leading operator is allowed at each level of precedence.
            Accept(TokenKind.Ampersand);
        }
    }

    private void SkipTypeOperators()
    {
        while (Kind is TokenKind.Keyof or TokenKind.Unique or TokenKind.Readonly && StartsType(Peek()))
        {
            Next();
        }

        if (Is(TokenKind.Infer) && TokenKinds.IsIdentifier(Peek()))
        {
            SkipInfer();
            return;
        }

        SkipNonArrayType();
        while (!token.NewlineBefore)
        {
            if (Is(TokenKind.OpenBracket))
            {
                Next();
                if (!Accept(TokenKind.CloseBracket))
                {
                    SkipTypeInBrackets();
                    Expect(TokenKind.CloseBracket);
                }
            }
            else if (!Accept(TokenKind.Exclamation))
            {
                return;
            }
        }
    }

    private void SkipTypeInBrackets()
    {
        var outer = context;
        context &= ~Context.NoConditionalType;
        SkipType();
        context = outer;
    }

    private static bool StartsType(TokenKind kind) => TokenKinds.IsName(kind) || kind is TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenParen
        or TokenKind.String or TokenKind.Number or TokenKind.BigInt or TokenKind.Template or TokenKind.Minus or TokenKind.Less;

    /// <summary>Skips <c>infer T</c> and, unless its <c>extends</c> starts a conditional type, its constraint.</summary>
    private void SkipInfer()
    {
        Next();
        ParseName();
        if (!Is(TokenKind.Extends))
        {
            return;
        }

        var state = Speculate();
        Next();
        context |= Context.NoConditionalType;
        SkipType();
        var wasForbidden = (state.Context & Context.NoConditionalType) != Context.None;
        if (!token.Stopped && (wasForbidden || !Is(TokenKind.Question)))
        {
            context = state.Context;
            Commit();
        }
        else
        {
            Abandon(state);
        }
    }

    private void SkipNonArrayType()
    {
        switch (Kind)
        {
            case TokenKind.OpenBrace:
                SkipObjectType();
                break;
            case TokenKind.OpenBracket:
                SkipTupleType();
                break;
            case TokenKind.OpenParen:
                Next();
                SkipTypeInBrackets();
                Expect(TokenKind.CloseParen);
                break;
            case TokenKind.String or TokenKind.Number or TokenKind.BigInt or TokenKind.True or TokenKind.False or TokenKind.Null or TokenKind.Void
                or TokenKind.This:
                Next();
                break;
            case TokenKind.Minus:
                Next();
                if (Kind is not (TokenKind.Number or TokenKind.BigInt))
                {
                    FailExpected("number expected");
                }

                Next();
                break;
            case TokenKind.Template:
                SkipTemplateType();
                break;
            case TokenKind.Typeof:
                SkipTypeQuery();
                break;
            case TokenKind.Import:
                SkipImportType();
                break;
            case TokenKind.Asterisk or TokenKind.Question or TokenKind.Exclamation:
                FailExpected("type expected");
                break;
            default:
                SkipTypeReference();
                break;
        }
    }

    private void SkipTypeReference()
    {
        if (!IsIdentifier())
        {
            FailExpected("type expected");
            return;
        }

        // Words such as any take no type arguments: in `x as any < y` a comparison follows.
        var isKeyword = IsKeywordType(token.Value!);
        Next();
        if (isKeyword && !Is(TokenKind.Dot))
        {
            return;
        }

        while (Accept(TokenKind.Dot))
        {
            ParseName();
        }

        SkipTypeArgumentsOnSameLine();
    }

    private static bool IsKeywordType(string name) => name is "any" or "unknown" or "string" or "number" or "bigint" or "symbol" or "boolean" or "never"
        or "object" or "undefined" or "intrinsic";

    private void SkipTypeArgumentsOnSameLine()
    {
        if (!token.NewlineBefore && Kind is TokenKind.Less or TokenKind.LessLess)
        {
            SkipTypeArguments();
        }
    }

    private void SkipTypeQuery()
    {
        Next();
        if (Is(TokenKind.Import))
        {
            SkipImportType();
            return;
        }

        ParseName();
        while (Accept(TokenKind.Dot))
        {
            if (!Accept(TokenKind.PrivateName))
            {
                ParseName();
            }
        }

        SkipTypeArgumentsOnSameLine();
    }

    private void SkipImportType()
    {
        Next();
        Expect(TokenKind.OpenParen);
        SkipType();
        if (Accept(TokenKind.Comma) && !Is(TokenKind.CloseParen))
        {
            ParseAssignment();
            Accept(TokenKind.Comma);
        }

        Expect(TokenKind.CloseParen);
        while (Accept(TokenKind.Dot))
        {
            ParseName();
        }

        SkipTypeArgumentsOnSameLine();
    }

    private void SkipTemplateType()
    {
        var outer = context;
        context &= ~Context.NoConditionalType;
        while (Is(TokenKind.Template) && !token.IsTail)
        {
            Next();
            SkipType();
            if (Is(TokenKind.CloseBrace))
            {
                token.RescanTemplateContinuation();
            }
            else
            {
                FailExpected("'}' expected");
            }
        }

        context = outer;
        if (!Is(TokenKind.Template))
        {
            FailExpected("'}' expected");
        }

        Next();
    }
}
