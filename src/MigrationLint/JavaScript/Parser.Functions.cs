using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Functions of every form (ECMA-262, clause 15).</content>
internal sealed partial class Parser
{
    private static readonly Node[] NoNodes = [];
    private IReadOnlyList<Decorator> parameterDecorators = [];

    private enum FunctionForm { Function, Method, Getter, Setter, Constructor, DerivedConstructor }

    private Statement ParseFunctionStatement(int start, bool isListItem)
    {
        if (!isListItem)
        {
            FailExpected("a function declaration needs a block around it");
        }

        return ParseFunctionDeclaration(start, isStatementPosition: false);
    }

    private Statement ParseFunctionDeclaration(int start, bool isStatementPosition, bool nameRequired = true)
    {
        var isAsync = Accept(TokenKind.Async);
        Expect(TokenKind.Function);
        var isGenerator = Accept(TokenKind.Asterisk);
        if (isStatementPosition && isGenerator)
        {
            Fail(start, token.LastEnd, "a generator needs a block around it");
        }

        var id = nameRequired || IsIdentifier() ? ParseIdentifier() : null;
        CheckFunctionName(id);
        var outer = EnterFunction(FunctionForm.Function, isAsync, isGenerator);
        var parameters = ParseSignature(FunctionForm.Function);
        if (isTypeScript && !Is(TokenKind.OpenBrace))
        {
            context = outer;
            ExpectSemicolon();
            return new TypeOnlyDeclaration(start, token.LastEnd, "TSDeclareFunction");
        }

        var body = ParseFunctionBody(id, parameters);
        context = outer;
        return new FunctionDeclaration(start, token.LastEnd, id, parameters, body, isAsync, isGenerator);
    }

    private FunctionExpression ParseFunctionExpression(int start)
    {
        var isAsync = Accept(TokenKind.Async);
        Expect(TokenKind.Function);
        var isGenerator = Accept(TokenKind.Asterisk);
        var outer = EnterFunction(FunctionForm.Function, isAsync, isGenerator);
        var id = IsIdentifier() ? ParseIdentifier() : null;
        CheckFunctionName(id);
        var parameters = ParseSignature(FunctionForm.Function);
        var body = ParseFunctionBody(id, parameters);
        context = outer;
        return new FunctionExpression(start, token.LastEnd, id, parameters, body, isAsync, isGenerator);
    }

    private void CheckFunctionName(Identifier? id)
    {
        if (id is not null)
        {
            CheckBindingInStrict(id);
        }
    }

    /// <summary>Sets the context of a function and returns the one around it.</summary>
    private Context EnterFunction(FunctionForm form, bool isAsync, bool isGenerator)
    {
        var outer = context;
        context = (context & (Context.Strict | Context.Ambient)) | Context.Function;
        context |= isAsync ? Context.Async : Context.None;
        context |= isGenerator ? Context.Generator : Context.None;
        context |= form == FunctionForm.Function ? Context.None : Context.Method;
        context |= form == FunctionForm.DerivedConstructor ? Context.Derived : Context.None;
        return outer;
    }

    /// <summary>Reads type parameters, parameters and return type.</summary>
    private Node[] ParseSignature(FunctionForm form)
    {
        if (isTypeScript && Is(TokenKind.Less))
        {
            SkipTypeParameters();
        }

        var start = token.Start;
        var outer = context;
        context |= (Has(Context.Async) ? Context.NoAwait : Context.None) | (Has(Context.Generator) ? Context.NoYield : Context.None);
        var parameters = ParseParameters();
        context = outer;
        CheckParameterCount(form, start, parameters);
        if (isTypeScript && Accept(TokenKind.Colon))
        {
            SkipReturnType();
        }

        return parameters;
    }

    private void CheckParameterCount(FunctionForm form, int start, Node[] parameters)
    {
        if (isTypeScript)
        {
            return;
        }

        if (form == FunctionForm.Getter && parameters.Length > 0)
        {
            Fail(start, token.LastEnd, "a getter has no parameters");
        }
        else if (form == FunctionForm.Setter && (parameters.Length != 1 || parameters[0] is RestElement))
        {
            Fail(start, token.LastEnd, "a setter has one parameter");
        }
    }

    private Node[] ParseParameters()
    {
        var outer = context;
        context &= Bracketed;
        parameterDecorators = [];
        List<Decorator>? decorators = null;
        var mark = pending.Count;
        Expect(TokenKind.OpenParen);
        while (!Is(TokenKind.CloseParen) && !Is(TokenKind.EndOfFile))
        {
            var parameter = ParseParameter(ref decorators);
            pending.Add(parameter);
            if (!Is(TokenKind.CloseParen))
            {
                if (parameter is RestElement && !Has(Context.Ambient))
                {
                    FailExpected("a rest parameter has to come last");
                }

                if (!Accept(TokenKind.Comma))
                {
                    FailExpected("')' or ',' expected");
                }
            }
        }

        context = outer;
        Expect(TokenKind.CloseParen);
        parameterDecorators = (IReadOnlyList<Decorator>?)decorators ?? [];
        return pending.Count == mark ? NoNodes : TakePending<Node>(mark);
    }

    private Node ParseParameter(ref List<Decorator>? decorators)
    {
        var start = token.Start;
        Decorator[] own = [];
        if (Is(TokenKind.At))
        {
            own = ParseDecorators();
        }

        var isProperty = false;
        while (isTypeScript && Kind is TokenKind.Public or TokenKind.Private or TokenKind.Protected or TokenKind.Readonly or TokenKind.Override
            && (Peek() is TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.This || TokenKinds.IsIdentifier(Peek())))
        {
            isProperty = true;
            Next();
        }

        var bindingStart = own.Length > 0 || isProperty ? token.Start : start;
        var parameter = ParseParameterBinding(bindingStart);
        if (isProperty)
        {
            return new TSParameterProperty(start, token.LastEnd, parameter, own);
        }

        if (own.Length > 0)
        {
            (decorators ??= []).AddRange(own);
        }

        return parameter;
    }

    private Expression ParseParameterBinding(int start)
    {
        if (Is(TokenKind.Ellipsis))
        {
            var rest = ParseRest();
            SkipTypeAnnotation(rest);
            return rest;
        }

        Expression target;
        if (isTypeScript && Is(TokenKind.This))
        {
            target = ParseName();
        }
        else
        {
            target = ParseBindingTarget();
        }

        if (isTypeScript)
        {
            if (Accept(TokenKind.Question))
            {
                target.End = token.LastEnd;
            }

            SkipTypeAnnotation(target);
        }

        return ParseDefault(start, target);
    }

    private BlockStatement ParseFunctionBody(Identifier? id, IReadOnlyList<Node> parameters)
    {
        var start = token.Start;
        var outer = context;
        context &= ~(Context.NoAwait | Context.NoYield | Context.Loop | Context.Switch | Context.NoIn | Context.ConditionalBranch | Context.Decorator);
        Expect(TokenKind.OpenBrace);
        var body = ParseStatements(hasDirectives: true);
        CheckStrictSignature(start, (outer & Context.Strict) == Context.None, id, parameters);
        context = outer;
        ExpectBlockEnd();
        return new BlockStatement(start, token.LastEnd, body);
    }

    private void CheckStrictSignature(int start, bool becameStrict, Identifier? id, IReadOnlyList<Node> parameters)
    {
        if (!becameStrict || !Has(Context.Strict) || isTypeScript)
        {
            return;
        }

        CheckFunctionName(id);
        foreach (var parameter in parameters)
        {
            if (parameter is not Identifier name)
            {
                Fail(start, start + 1, "'use strict' needs plain parameters");
                return;
            }

            CheckBindingInStrict(name);
        }
    }

    /// <summary>Reads a method from its type parameters or parenthesis on.</summary>
    private Expression ParseMethod(FunctionForm form, bool isAsync, bool isGenerator, bool mayLackBody = false)
    {
        var start = token.Start;
        var outer = EnterFunction(form, isAsync, isGenerator);
        var parameters = ParseSignature(form);
        var decorators = parameterDecorators;
        if (mayLackBody && !Is(TokenKind.OpenBrace))
        {
            context = outer;
            ExpectSemicolon();
            return new TSEmptyBodyFunctionExpression(start, token.LastEnd, parameters) { ParameterDecorators = decorators };
        }

        var body = ParseFunctionBody(id: null, parameters);
        context = outer;
        return new FunctionExpression(start, token.LastEnd, id: null, parameters, body, isAsync, isGenerator) { ParameterDecorators = decorators };
    }

    /// <summary>Reads an arrow function if one starts here, else null and nothing is read.</summary>
    private Expression? TryParseArrowFunction()
    {
        switch (Kind)
        {
            case TokenKind.OpenParen:
                return TryParseArrow(isAsync: false);
            case TokenKind.Less when isTypeScript:
                return TryParseArrow(isAsync: false);
            case TokenKind.Async:
                var next = Peek(out var newline);
                if (newline)
                {
                    return null;
                }

                return next == TokenKind.OpenParen || (isTypeScript && next == TokenKind.Less) ? TryParseArrow(isAsync: true)
                    : TokenKinds.IsIdentifier(next) ? TryParseSimpleAsyncArrow()
                    : null;
            default:
                return null;
        }
    }

    private ArrowFunctionExpression? TryParseSimpleAsyncArrow()
    {
        var start = token.Start;
        var here = token.Save();
        Next();
        if (Peek(out var newline) != TokenKind.Arrow || newline)
        {
            token.Restore(here);
            return null;
        }

        if (Is(TokenKind.Await))
        {
            FailExpected("'await' is not allowed here");
        }

        return ParseSimpleArrow(start, ParseIdentifier(), isAsync: true);
    }

    private ArrowFunctionExpression ParseSimpleArrow(int start, Identifier parameter, bool isAsync)
    {
        CheckBindingInStrict(parameter);
        var outer = EnterArrow(isAsync);
        var body = ParseArrowBody([parameter]);
        context = outer;
        return new ArrowFunctionExpression(start, token.LastEnd, [parameter], body, isAsync);
    }

    private Context EnterArrow(bool isAsync)
    {
        var outer = context;
        context = (context & ~(Context.Async | Context.Generator | Context.Loop | Context.Switch | Context.NoAwait | Context.NoYield)) | Context.Arrow;
        context |= isAsync ? Context.Async : Context.None;
        return outer;
    }

    /// <summary>
    /// Reads the head as parameters and goes back where no arrow follows. The positions that failed are remembered, so that attempts
    /// inside of attempts stay cheap.
    /// </summary>
    private Expression? TryParseArrow(bool isAsync)
    {
        var start = token.Start;
        var mustPrecedeColon = isTypeScript && Has(Context.ConditionalBranch);
        var attempt = (start * 2) + (mustPrecedeColon ? 1 : 0);
        if (failedArrows.Contains(attempt))
        {
            return null;
        }

        var state = Speculate();
        if (isAsync)
        {
            Next();
        }

        var outer = EnterArrow(isAsync);
        if (isTypeScript && Is(TokenKind.Less))
        {
            SkipTypeParameters();
        }

        context |= (outer & (Context.NoAwait | Context.NoYield)) | (isAsync ? Context.NoAwait : Context.None);
        context |= (outer & Context.Generator) != Context.None ? Context.NoYield : Context.None;
        var parameters = ParseParameters();
        context &= ~(Context.NoAwait | Context.NoYield);
        var hasReturnType = isTypeScript && Is(TokenKind.Colon);
        if (hasReturnType)
        {
            Next();
            SkipReturnType();
        }

        if (token.Stopped || !Is(TokenKind.Arrow) || token.NewlineBefore)
        {
            return GiveUpArrow(state, attempt);
        }

        if (!hasReturnType || !mustPrecedeColon)
        {
            Commit();
            var body = ParseArrowBody(parameters);
            context = outer;
            return new ArrowFunctionExpression(start, token.LastEnd, parameters, body, isAsync);
        }

        // `a ? (b) : c => d`: with a return type it is an arrow function only if the colon of the conditional follows.
        var branch = ParseArrowBody(parameters);
        if (token.Stopped || !Is(TokenKind.Colon))
        {
            return GiveUpArrow(state, attempt);
        }

        Commit();
        context = outer;
        return new ArrowFunctionExpression(start, token.LastEnd, parameters, branch, isAsync);
    }

    private Expression? GiveUpArrow(in State state, int attempt)
    {
        Abandon(state);
        failedArrows.Add(attempt);
        return null;
    }

    private Node ParseArrowBody(IReadOnlyList<Node> parameters)
    {
        Expect(TokenKind.Arrow);
        return Is(TokenKind.OpenBrace) ? ParseFunctionBody(id: null, parameters) : ParseAssignment();
    }
}
