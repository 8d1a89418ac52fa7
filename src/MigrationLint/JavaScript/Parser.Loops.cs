using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>The three forms of <c>for</c> (ECMA-262, 14.7.4 and 14.7.5).</content>
internal sealed partial class Parser
{
    private Statement ParseFor()
    {
        var start = token.Start;
        Next();
        var isAwait = Accept(TokenKind.Await);
        Expect(TokenKind.OpenParen);
        if (Is(TokenKind.Semicolon))
        {
            return ParseForTail(start, init: null);
        }

        var headStart = token.Start;
        if (IsForDeclaration())
        {
            return ParseForDeclaration(start, headStart, isAwait);
        }

        var startsWithLet = Is(TokenKind.Let) && !token.HasEscape;
        var startsWithAsync = Is(TokenKind.Async) && Peek() == TokenKind.Of;
        var outer = context;
        context |= Context.NoIn;
        var outerCover = coverInitializer;
        coverInitializer = -1;
        var head = ParseExpression(mayBePattern: true);
        context = outer;
        if (Is(TokenKind.Of))
        {
            if ((startsWithAsync && !isAwait) || (startsWithLet && head.Start == headStart))
            {
                Fail(headStart, token.Start, "invalid left side of 'for of'");
            }

            coverInitializer = outerCover;
            return ParseForOf(start, ToTarget(head), isAwait);
        }

        if (Is(TokenKind.In))
        {
            coverInitializer = outerCover;
            return ParseForIn(start, ToTarget(head));
        }

        FailIfCoverInitializer();
        coverInitializer = outerCover;
        return ParseForTail(start, head);
    }

    private bool IsForDeclaration()
    {
        switch (Kind)
        {
            case TokenKind.Var or TokenKind.Const:
                return true;
            case TokenKind.Let:
                var next = Peek();
                return next is TokenKind.OpenBracket or TokenKind.OpenBrace || (TokenKinds.IsIdentifier(next) && (next != TokenKind.Of || !IsOfKeywordAfterLet()));
            case TokenKind.Using:
                return IsUsingDeclaration() && (Peek() != TokenKind.Of || IsUsingNamedOf());
            case TokenKind.Await:
                return IsAwaitUsingDeclaration();
            default:
                return false;
        }
    }

    // `for (let of x)` is an error on purpose; `for (let of = 1;;)`, `for (let of of x)` declare a variable named of.
    private bool IsOfKeywordAfterLet()
    {
        var here = token.Save();
        Next();
        var behind = Peek();
        token.Restore(here);
        return behind is not (TokenKind.Equals or TokenKind.Semicolon or TokenKind.Comma or TokenKind.In or TokenKind.Of or TokenKind.Colon);
    }

    private bool IsUsingNamedOf()
    {
        var here = token.Save();
        Next();
        var behind = Peek();
        token.Restore(here);
        return behind is TokenKind.Equals or TokenKind.Semicolon or TokenKind.Colon;
    }

    private Statement ParseForDeclaration(int start, int headStart, bool isAwait)
    {
        var outer = context;
        context |= Context.NoIn;
        var declaration = ParseDeclarators(headStart, ParseDeclarationKeyword(), inFor: true);
        context = outer;
        var isSingle = declaration.Declarations.Count == 1;
        if (Is(TokenKind.Of) && isSingle)
        {
            FailIfInitialized(declaration, allowed: false);
            return ParseForOf(start, declaration, isAwait);
        }

        if (Is(TokenKind.In) && isSingle)
        {
            // ECMA-262, annex B.3.5: a plain var may have an initializer in sloppy code.
            FailIfInitialized(declaration, allowed: declaration.Kind == "var" && declaration.Declarations[0].Id is Identifier && !Has(Context.Strict));
            return ParseForIn(start, declaration);
        }

        foreach (var declarator in declaration.Declarations)
        {
            if (declarator.Init is null && (declaration.Kind == "const" || declarator.Id is not Identifier))
            {
                FailExpected("'=' expected");
            }
        }

        return ParseForTail(start, declaration);
    }

    private void FailIfInitialized(VariableDeclaration declaration, bool allowed)
    {
        if (declaration.Declarations[0].Init is { } init && !allowed)
        {
            Fail(init, "a loop variable has no initial value");
        }
    }

    private ForOfStatement ParseForOf(int start, Node left, bool isAwait)
    {
        Next();
        var right = ParseAssignment();
        Expect(TokenKind.CloseParen);
        var body = ParseLoopBody();
        return new ForOfStatement(start, token.LastEnd, left, right, body, isAwait);
    }

    private ForInStatement ParseForIn(int start, Node left)
    {
        Next();
        var right = ParseExpression();
        Expect(TokenKind.CloseParen);
        var body = ParseLoopBody();
        return new ForInStatement(start, token.LastEnd, left, right, body);
    }

    private ForStatement ParseForTail(int start, Node? init)
    {
        Expect(TokenKind.Semicolon);
        var test = Is(TokenKind.Semicolon) ? null : ParseExpression();
        Expect(TokenKind.Semicolon);
        var update = Is(TokenKind.CloseParen) ? null : ParseExpression();
        Expect(TokenKind.CloseParen);
        var body = ParseLoopBody();
        return new ForStatement(start, token.LastEnd, init, test, update, body);
    }
}
