using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript;

/// <content>Statements (ECMA-262, clause 14).</content>
internal sealed partial class Parser
{
    /// <summary>Reads statements up to a closing brace, the next case of a switch, or the end. The brace stays.</summary>
    private Statement[] ParseStatements(bool isTop = false, bool hasDirectives = false, bool inSwitch = false, bool isModule = false)
    {
        var mark = pending.Count;
        var outerStatement = statementStart;
        var firstColumn = -1;
        while (!Is(TokenKind.EndOfFile) && (isTop || !Is(TokenKind.CloseBrace)) && !(inSwitch && Kind is TokenKind.Case or TokenKind.Default))
        {
            var start = statementStart = token.Start;
            var kept = pending.Count;
            var keptDepth = depth;
            var keptContext = context;
            if (restartAtMargin && !isTop && IsBeyondBlock(ref firstColumn))
            {
                Fail(start, token.End, "'}' expected");
                RestartAt(start);
                break;
            }

            var statement = ParseStatementListItem(hasDirectives, isTop || isModule);
            hasDirectives = hasDirectives && statement is ExpressionStatement { Directive: not null };
            if (!token.Stopped)
            {
                pending.Add(statement);
                continue;
            }

            (depth, context, statementStart) = (keptDepth, keptContext, start);
            pending.RemoveRange(kept, pending.Count - kept);
            if (restartPosition >= 0)
            {
                pending.Add(statement);
                if (!isTop)
                {
                    break;
                }

                token.MoveTo(restartPosition);
                restartPosition = -1;
            }
            else if (!TryRecover(start, isTop, Recovering.Statement))
            {
                break;
            }
        }

        statementStart = outerStatement;
        return TakePending<Statement>(mark);
    }

    /// <summary>
    /// Whether the statement at hand, in a block, stands where only the top level has statements: then the brace of the block is missing.
    /// </summary>
    private bool IsBeyondBlock(ref int firstColumn)
    {
        if (speculation > 0 || !token.NewlineBefore)
        {
            return false;
        }

        var column = Column(token.Start);
        firstColumn = firstColumn < 0 ? column : firstColumn;
        return column == 0 && (firstColumn > 0 || Margin.IsDeclaration(text, token.Start));
    }

    private Statement ParseStatementListItem(bool mayBeDirective, bool isModule)
    {
        switch (Kind)
        {
            case TokenKind.Import when Peek() is not (TokenKind.OpenParen or TokenKind.Dot):
                FailUnlessModule(isModule);
                return ParseImport();
            case TokenKind.Export:
                FailUnlessModule(isModule);
                return ParseExport(token.Start, []);
            case TokenKind.At:
                return ParseDecoratedStatement();
            case TokenKind.String when mayBeDirective:
                return ParseDirective();
            default:
                return ParseStatement(isListItem: true);
        }
    }

    private void FailUnlessModule(bool isModule)
    {
        if (!isModule)
        {
            FailExpected("'" + TokenKinds.Text(Kind) + "' is only allowed at the top level");
        }
    }

    private ExpressionStatement ParseDirective()
    {
        var start = token.Start;
        var isPlainLiteral = Peek(out var newline) is TokenKind.Semicolon or TokenKind.CloseBrace or TokenKind.EndOfFile || newline;
        var raw = text.Substring(start + 1, Math.Max(0, token.End - start - 2));
        var expression = ParseExpression();
        ExpectSemicolon();
        var isDirective = isPlainLiteral && expression is Literal;
        if (isDirective && string.Equals(raw, "use strict", StringComparison.Ordinal))
        {
            context |= Context.Strict;
        }

        return new ExpressionStatement(start, token.LastEnd, expression, isDirective ? raw : null);
    }

    private Statement ParseStatement(bool isListItem = false)
    {
        if (!Enter(out var outerHeight))
        {
            Leave(outerHeight);
            return new EmptyStatement(token.Start, token.Start);
        }

        var statement = isTypeScript && isListItem && IsIdentifier() && TryParseTypeScriptDeclaration() is { } declaration
            ? declaration
            : ParseStatementByKind(isListItem);
        Leave(outerHeight);
        return statement;
    }

    private Statement ParseStatementByKind(bool isListItem)
    {
        var start = token.Start;
        switch (Kind)
        {
            case TokenKind.OpenBrace: return ParseBlock();
            case TokenKind.Semicolon:
                Next();
                return new EmptyStatement(start, token.LastEnd);
            case TokenKind.Var: return ParseVariableStatement();
            case TokenKind.Const when isTypeScript && Peek() == TokenKind.Enum:
                Next();
                return ParseEnum(start, isConst: true);
            case TokenKind.Const: return ParseLexicalStatement(isListItem);
            case TokenKind.Let when IsLetDeclaration(isListItem): return ParseLexicalStatement(isListItem);
            case TokenKind.Using when IsUsingDeclaration(): return ParseLexicalStatement(isListItem);
            case TokenKind.Await when IsAwaitUsingDeclaration(): return ParseLexicalStatement(isListItem);
            case TokenKind.Function: return ParseFunctionStatement(start, isListItem);
            case TokenKind.Async when Peek(out var newline) == TokenKind.Function && !newline:
                return ParseFunctionStatement(start, isListItem);
            case TokenKind.Class:
                if (!isListItem)
                {
                    FailExpected("a class declaration needs a block around it");
                }

                return ParseClassDeclaration(start, [], nameRequired: true);
            case TokenKind.Enum when isTypeScript: return ParseEnum(start, isConst: false);
            case TokenKind.If: return ParseIf();
            case TokenKind.For: return ParseFor();
            case TokenKind.While: return ParseWhile();
            case TokenKind.Do: return ParseDoWhile();
            default: return ParseOtherStatement(start);
        }
    }

    private Statement ParseOtherStatement(int start)
    {
        switch (Kind)
        {
            case TokenKind.Return: return ParseReturn();
            case TokenKind.Break or TokenKind.Continue: return ParseJump();
            case TokenKind.Switch: return ParseSwitch();
            case TokenKind.Throw: return ParseThrow();
            case TokenKind.Try: return ParseTry();
            case TokenKind.With: return ParseWith();
            case TokenKind.Debugger:
                Next();
                ExpectSemicolon();
                return new DebuggerStatement(start, token.LastEnd);
            default: return ParseExpressionStatement(start);
        }
    }

    private Statement ParseExpressionStatement(int start)
    {
        var mayBeLabel = IsIdentifier();
        var expression = ParseExpression();
        if (mayBeLabel && Is(TokenKind.Colon) && expression is Identifier label && label.End == token.LastEnd && label.Start == start)
        {
            Next();
            var body = ParseLabeledBody();
            return new LabeledStatement(start, token.LastEnd, label, body);
        }

        ExpectSemicolon();
        return new ExpressionStatement(start, token.LastEnd, expression, directive: null);
    }

    private BlockStatement ParseBlock()
    {
        var start = token.Start;
        Expect(TokenKind.OpenBrace);
        var body = ParseStatements();
        ExpectBlockEnd();
        return new BlockStatement(start, token.LastEnd, body);
    }

    /// <summary>A block that runs into the end of the file is the last thing wrong with it: what was read stays.</summary>
    private void ExpectBlockEnd()
    {
        if (Is(TokenKind.EndOfFile) && !token.Stopped && speculation == 0)
        {
            FailExpected("'}' expected");
            RestartAt(text.Length);
        }
        else
        {
            Expect(TokenKind.CloseBrace);
        }
    }

    private VariableDeclaration ParseVariableStatement()
    {
        var start = token.Start;
        Next();
        var declaration = ParseDeclarators(start, "var");
        ExpectSemicolon();
        declaration.End = token.LastEnd;
        return declaration;
    }

    private VariableDeclaration ParseLexicalStatement(bool isListItem)
    {
        var start = token.Start;
        if (!isListItem)
        {
            FailExpected("a lexical declaration needs a block around it");
        }

        var declaration = ParseDeclarators(start, ParseDeclarationKeyword());
        ExpectSemicolon();
        declaration.End = token.LastEnd;
        return declaration;
    }

    private string ParseDeclarationKeyword()
    {
        var keyword = TokenKinds.Text(Kind);
        var isAwait = Is(TokenKind.Await);
        Next();
        if (isAwait)
        {
            Next();
            return "await using";
        }

        return keyword;
    }

    private bool IsLetDeclaration(bool isListItem)
    {
        if (token.HasEscape && !isListItem)
        {
            return false;
        }

        var next = Peek(out var newline);
        return next == TokenKind.OpenBracket
            || ((isListItem || !newline) && (next == TokenKind.OpenBrace || (TokenKinds.IsIdentifier(next) && IsBindingAfterLet(next))));
    }

    // Names such as `let of` or `let async` are declarations; a reserved word never is.
    private bool IsBindingAfterLet(TokenKind next) => next != TokenKind.Yield || !Has(Context.Generator);

    private bool IsUsingDeclaration()
    {
        var next = Peek(out var newline);
        return !newline && TokenKinds.IsIdentifier(next) && next is not (TokenKind.As or TokenKind.Satisfies);
    }

    private bool IsAwaitUsingDeclaration()
    {
        if (Peek(out var newline) != TokenKind.Using || newline)
        {
            return false;
        }

        var here = token.Save();
        Next();
        var isDeclaration = IsUsingDeclaration();
        token.Restore(here);
        return isDeclaration;
    }

    private VariableDeclaration ParseDeclarators(int start, string kind, bool inFor = false)
    {
        var mark = pending.Count;
        do
        {
            var declaratorStart = token.Start;
            var id = ParseBindingTarget();
            if (kind is "let" or "const" && id is Identifier { Name: "let" })
            {
                Fail(id, "'let' cannot be the name of a lexical declaration");
            }

            if (isTypeScript)
            {
                if (Is(TokenKind.Exclamation) && !token.NewlineBefore)
                {
                    Next();
                    id.End = token.LastEnd;
                }

                SkipTypeAnnotation(id);
            }

            var init = Accept(TokenKind.Equals) ? ParseAssignment() : null;
            if (init is null && !inFor && !Has(Context.Ambient) && (id is not Identifier || (kind == "const" && !isTypeScript)))
            {
                FailExpected("'=' expected");
            }

            pending.Add(new VariableDeclarator(declaratorStart, token.LastEnd, id, init));
        }
        while (Accept(TokenKind.Comma));
        return new VariableDeclaration(start, token.LastEnd, kind, TakePending<VariableDeclarator>(mark));
    }

    private Expression ParseParenthesizedCondition()
    {
        Expect(TokenKind.OpenParen);
        var condition = ParseExpression();
        Expect(TokenKind.CloseParen);
        return condition;
    }

    /// <summary>Reads an else-if chain in a loop: generated code has long ones.</summary>
    private Statement ParseIf()
    {
        var heads = new List<(int Start, Expression Test, Statement Consequent)>();
        Statement? alternate = null;
        var outerDepth = depth;
        do
        {
            var start = token.Start;
            Expect(TokenKind.If);
            var test = ParseParenthesizedCondition();
            heads.Add((start, test, ParseBranch()));
            Grow();
            if (!Accept(TokenKind.Else))
            {
                break;
            }

            if (!Is(TokenKind.If))
            {
                alternate = ParseBranch();
            }
        }
        while (alternate is null && !token.Stopped);
        depth = outerDepth;
        for (var i = heads.Count - 1; i >= 0; i--)
        {
            alternate = new IfStatement(heads[i].Start, token.LastEnd, heads[i].Test, heads[i].Consequent, alternate);
        }

        return alternate!;
    }

    // Functions as branches: ECMA-262, annex B.3.3, in sloppy code and never async or generator.
    private Statement ParseBranch()
    {
        if (Is(TokenKind.Function) && !Has(Context.Strict))
        {
            return ParseFunctionDeclaration(token.Start, isStatementPosition: true);
        }

        return ParseStatement();
    }

    private Statement ParseLoopBody()
    {
        var outer = context;
        context |= Context.Loop;
        var body = ParseStatement();
        context = outer;
        FailIfLabeledFunction(body);
        return body;
    }

    private void FailIfLabeledFunction(Statement body)
    {
        while (body is LabeledStatement labeled)
        {
            body = labeled.Body;
            if (body is FunctionDeclaration)
            {
                Fail(body, "a function declaration needs a block around it");
            }
        }
    }

    private Statement ParseLabeledBody()
    {
        if (Is(TokenKind.Function) && !Has(Context.Strict))
        {
            return ParseFunctionDeclaration(token.Start, isStatementPosition: true);
        }

        return ParseStatement();
    }

    private WhileStatement ParseWhile()
    {
        var start = token.Start;
        Next();
        var test = ParseParenthesizedCondition();
        var body = ParseLoopBody();
        return new WhileStatement(start, token.LastEnd, test, body);
    }

    private DoWhileStatement ParseDoWhile()
    {
        var start = token.Start;
        Next();
        var body = ParseLoopBody();
        Expect(TokenKind.While);
        var test = ParseParenthesizedCondition();
        Accept(TokenKind.Semicolon);
        return new DoWhileStatement(start, token.LastEnd, body, test);
    }

    private WithStatement ParseWith()
    {
        var start = token.Start;
        if (Has(Context.Strict))
        {
            FailExpected("'with' is not allowed in strict code");
        }

        Next();
        var target = ParseParenthesizedCondition();
        var body = ParseStatement();
        FailIfLabeledFunction(body);
        return new WithStatement(start, token.LastEnd, target, body);
    }

    private ReturnStatement ParseReturn()
    {
        var start = token.Start;
        Next();
        var argument = Is(TokenKind.Semicolon) || CanInsertSemicolon() ? null : ParseExpression();
        ExpectSemicolon();
        return new ReturnStatement(start, token.LastEnd, argument);
    }

    private ThrowStatement ParseThrow()
    {
        var start = token.Start;
        Next();
        if (token.NewlineBefore)
        {
            FailExpected("'throw' and its operand must stand on one line");
        }

        var argument = ParseExpression();
        ExpectSemicolon();
        return new ThrowStatement(start, token.LastEnd, argument);
    }

    private Statement ParseJump()
    {
        var start = token.Start;
        var end = token.End;
        var isBreak = Is(TokenKind.Break);
        Next();
        var label = IsIdentifier() && !token.NewlineBefore ? ParseIdentifier() : null;
        ExpectSemicolon();
        if (label is null && !Has(Context.Loop) && !(isBreak && Has(Context.Switch)))
        {
            Fail(start, end, isBreak ? "'break' outside of a loop or switch" : "'continue' outside of a loop");
        }

        return isBreak ? new BreakStatement(start, token.LastEnd, label) : new ContinueStatement(start, token.LastEnd, label);
    }

    private SwitchStatement ParseSwitch()
    {
        var start = token.Start;
        Next();
        var discriminant = ParseParenthesizedCondition();
        Expect(TokenKind.OpenBrace);
        var outer = context;
        context |= Context.Switch;
        var mark = pending.Count;
        var hasDefault = false;
        while (Kind is TokenKind.Case or TokenKind.Default)
        {
            var caseStart = token.Start;
            var isDefault = Is(TokenKind.Default);
            if (isDefault && hasDefault)
            {
                FailExpected("a switch has one 'default' at most");
            }

            hasDefault |= isDefault;
            Next();
            var test = isDefault ? null : ParseExpression();
            Expect(TokenKind.Colon);
            var consequent = ParseStatements(inSwitch: true);
            pending.Add(new SwitchCase(caseStart, token.LastEnd, test, consequent));
        }

        context = outer;
        var cases = TakePending<SwitchCase>(mark);
        ExpectBlockEnd();
        return new SwitchStatement(start, token.LastEnd, discriminant, cases);
    }

    private TryStatement ParseTry()
    {
        var start = token.Start;
        Next();
        var block = ParseBlock();
        var handler = Is(TokenKind.Catch) ? ParseCatch() : null;
        var finalizer = Accept(TokenKind.Finally) ? ParseBlock() : null;
        if (handler is null && finalizer is null)
        {
            FailExpected("'catch' or 'finally' expected");
        }

        return new TryStatement(start, token.LastEnd, block, handler, finalizer);
    }

    private CatchClause ParseCatch()
    {
        var start = token.Start;
        Next();
        Node? parameter = null;
        if (Accept(TokenKind.OpenParen))
        {
            parameter = ParseBindingTarget();
            SkipTypeAnnotation(parameter);
            Expect(TokenKind.CloseParen);
        }

        var body = ParseBlock();
        return new CatchClause(start, token.LastEnd, parameter, body);
    }
}
