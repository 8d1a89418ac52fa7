namespace MigrationLint.JavaScript;

/// <content>Tuple, object and mapped types, and index signatures.</content>
internal sealed partial class Parser
{
    private void SkipTupleType()
    {
        Next();
        var outer = context;
        context &= ~Context.NoConditionalType;
        while (!Is(TokenKind.CloseBracket) && !Is(TokenKind.EndOfFile))
        {
            Accept(TokenKind.Ellipsis);
            if (TokenKinds.IsName(Kind) && IsTupleMemberName())
            {
                Next();
                Accept(TokenKind.Question);
                Expect(TokenKind.Colon);
                Accept(TokenKind.Ellipsis);
            }

            SkipType();
            Accept(TokenKind.Question);
            if (!Is(TokenKind.CloseBracket))
            {
                Expect(TokenKind.Comma);
            }
        }

        context = outer;
        Expect(TokenKind.CloseBracket);
    }

    private bool IsTupleMemberName()
    {
        var next = Peek();
        if (next != TokenKind.Question)
        {
            return next == TokenKind.Colon;
        }

        var here = token.Save();
        Next();
        var isName = Peek() == TokenKind.Colon;
        token.Restore(here);
        return isName;
    }

    private void SkipObjectType()
    {
        var outer = context;
        context = (context & Bracketed & ~Context.NoConditionalType) | Context.Ambient;
        Expect(TokenKind.OpenBrace);
        if (IsMappedType())
        {
            SkipMappedType();
        }
        else
        {
            while (!Is(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
            {
                SkipTypeMember();
            }
        }

        context = outer;
        Expect(TokenKind.CloseBrace);
    }

    private bool IsMappedType()
    {
        var here = token.Save();
        if (Kind is TokenKind.Plus or TokenKind.Minus)
        {
            Next();
        }

        _ = Accept(TokenKind.Readonly);
        var isMapped = Accept(TokenKind.OpenBracket) && TokenKinds.IsName(Kind) && Peek() == TokenKind.In;
        token.Restore(here);
        return isMapped;
    }

    private void SkipMappedType()
    {
        _ = Accept(TokenKind.Plus) || Accept(TokenKind.Minus);
        Accept(TokenKind.Readonly);
        Expect(TokenKind.OpenBracket);
        ParseName();
        Expect(TokenKind.In);
        SkipType();
        if (Accept(TokenKind.As))
        {
            SkipType();
        }

        Expect(TokenKind.CloseBracket);
        _ = Accept(TokenKind.Plus) || Accept(TokenKind.Minus);
        Accept(TokenKind.Question);
        if (Accept(TokenKind.Colon))
        {
            SkipType();
        }

        ExpectMemberEnd();
        while (!Is(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
        {
            SkipTypeMember();
        }
    }

    private void ExpectMemberEnd()
    {
        if (!Accept(TokenKind.Comma) && !Accept(TokenKind.Semicolon) && !CanInsertSemicolon())
        {
            FailExpected("';' expected");
        }
    }

    private void SkipTypeMember()
    {
        while (Kind is TokenKind.Readonly or TokenKind.Get or TokenKind.Set or TokenKind.Public or TokenKind.Private or TokenKind.Protected or TokenKind.Static
            && Peek(out var newline) is var next && !newline && StartsPropertyKey(next))
        {
            Next();
        }

        var mayBeCall = Kind is TokenKind.OpenParen or TokenKind.Less;
        if (Is(TokenKind.New) && Peek() is TokenKind.OpenParen or TokenKind.Less)
        {
            Next();
            mayBeCall = true;
        }

        if (!mayBeCall && Is(TokenKind.OpenBracket) && TrySkipIndexSignature())
        {
            return;
        }

        if (!mayBeCall)
        {
            ParsePropertyKey(out _);
            Accept(TokenKind.Question);
        }

        if (Kind is TokenKind.OpenParen or TokenKind.Less)
        {
            ParseSignature(FunctionForm.Function);
        }
        else if (Accept(TokenKind.Colon))
        {
            SkipReturnType();
        }

        ExpectMemberEnd();
    }

    /// <summary>Skips <c>[key: string]: T</c> if that is what stands here.</summary>
    private bool TrySkipIndexSignature()
    {
        var here = token.Save();
        Next();
        var isIndex = TokenKinds.IsIdentifier(Kind) && Peek() is TokenKind.Colon or TokenKind.Comma;
        token.Restore(here);
        if (!isIndex)
        {
            return false;
        }

        Next();
        ParseName();
        Expect(TokenKind.Colon);
        SkipType();
        Expect(TokenKind.CloseBracket);
        if (Accept(TokenKind.Colon))
        {
            SkipType();
        }

        ExpectMemberEnd();
        return true;
    }
}
